"""Warnings: what is open, what happened, what is due, and how right each rule has been."""
