"""Carbon: intensity and emission."""
