"""Registers and their life cycles (台账), pure: an entry, an action and an actor give an entry and its events."""
