"""Signing in and out, passwords, the language of a visitor."""
