"""The tables of the second factor's room."""
