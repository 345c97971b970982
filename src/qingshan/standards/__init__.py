"""Dated national standards: editions with their parameters, formula shapes, calculation rules, and what is in force."""
