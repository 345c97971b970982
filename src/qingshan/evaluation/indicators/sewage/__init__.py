"""Sewage: treatment in towns and villages."""
