"""A synthetic city: a plan in our own words and data with known faults. Nothing here was measured anywhere."""

import qingshan.web  # noqa: F401 (the office of the city holds the tables of the desk)
