"""Reductions of the main pollutants in tonnes of verified projects."""
