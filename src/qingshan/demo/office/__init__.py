"""A year in the office of the synthetic city: everything done through actions, as people would do it."""
