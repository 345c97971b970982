"""Air: concentrations, good and heavy days, the composite index."""
