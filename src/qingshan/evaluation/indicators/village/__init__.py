"""Villages: services that reach them."""
