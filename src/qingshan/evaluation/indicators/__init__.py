"""Indicators, one file each, by realm."""
