"""Warnings (预警): rules as data, what they find on a day, the life of a warning, the ladder of supervision."""
