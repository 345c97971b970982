"""Scoring schemes as data: marks, every point lost with its reason, what one unit more is worth, what if."""
