"""The tables of the air's room."""
