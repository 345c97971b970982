"""Ecology: index, forest, red line."""
