"""The entries of the ledgers (台账) as they stand; their past lies in the log."""
