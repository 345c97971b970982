"""Finished evaluations, kept for pages, and the work that makes them."""
