"""One file for each source, saying how to read it; `run` is the driver that reads them all."""
