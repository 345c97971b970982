"""One rule kind a file, found by the folder; each exposes ``KIND``."""
