"""A result and everything it rests on, down to the raw rows."""
