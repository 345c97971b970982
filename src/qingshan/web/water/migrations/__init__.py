"""The tables of the water's room."""
