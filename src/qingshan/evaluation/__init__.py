"""Indicators, verdicts and their traces."""
