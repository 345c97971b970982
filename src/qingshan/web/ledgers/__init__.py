"""The ledgers (台账), drawn from their declarations: lists, entries, what may be done, Excel, what the public sees."""
