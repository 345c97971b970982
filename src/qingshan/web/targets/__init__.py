"""The targets of the plan in force, as the newest finished evaluation judges them."""
