"""The plan compiler: a document becomes targets, tasks, organs, dates and diagnostics, each with its span."""
