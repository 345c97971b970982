"""The units (单位), their names over time, and what became of those that were merged."""
