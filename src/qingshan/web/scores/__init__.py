"""Scores of areas and departments: schemes, tables, every point lost with its reason, what if."""
