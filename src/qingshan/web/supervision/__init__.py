"""Supervision: matters, the steps of the ladder taken on them, their documents and answers."""
