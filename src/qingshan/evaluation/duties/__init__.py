"""The life of a task: who owes what by when, and how it stands on a day, derived from dated decisions."""
