"""Standards: every edition, its parameters with clause and verification, what is in force on a day, what changed."""
