"""Energy: intensity and structure."""
