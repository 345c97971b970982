"""Calculation rules, one file each: which parameters of which family feed which formula."""
