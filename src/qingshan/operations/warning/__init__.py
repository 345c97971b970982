"""Warnings (预警) as they are kept: one for each cause, from the day it was raised until it is closed."""
