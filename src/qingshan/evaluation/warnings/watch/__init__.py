"""The kinds of watching, one file each, found by folder."""
