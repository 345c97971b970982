"""Scores of areas and departments, kept: one subject for each scheme, subject and period, one version for each day."""
