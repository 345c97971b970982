"""The rules of the x-ray, one file each, found by folder."""
