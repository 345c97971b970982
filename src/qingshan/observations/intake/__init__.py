"""From a source's file to judged values: opening, reading, checking the header, parsing, deciding what to keep."""
