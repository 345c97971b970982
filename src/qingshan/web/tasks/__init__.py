"""The tasks of the plan in force: table, timeline and board of them, one page each, the decisions on them."""
