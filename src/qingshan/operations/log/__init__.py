"""The log of actions: append-only, each record chained to the one before by its hash."""
