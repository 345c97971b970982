"""Why somebody may or may not open a page."""
