"""One file for each indicator."""
