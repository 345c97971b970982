"""One file for each format a document may come in; found by the endings it declares."""
