"""Data in: importers, append-only tables, quality checks."""
