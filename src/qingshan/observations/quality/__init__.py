"""One file for each check. A check flags; it never alters, and no flag leaves a value out by itself."""
