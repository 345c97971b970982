"""Waste: households, industry, farms."""
