"""The decisions taken on the tasks of a plan; how a task stands follows from them."""
