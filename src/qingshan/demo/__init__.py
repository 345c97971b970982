"""A synthetic city: a plan in our own words and data with known faults. Nothing here was measured anywhere."""
