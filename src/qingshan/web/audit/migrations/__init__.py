"""The tables of the log's room."""
