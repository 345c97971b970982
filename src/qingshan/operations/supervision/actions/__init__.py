"""One file for each action of this area."""
