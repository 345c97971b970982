"""The lake: Delta tables in a folder, appended to and read by file list."""
