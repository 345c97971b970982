"""The plans in force: compiled, corrected, and adopted by a person."""
