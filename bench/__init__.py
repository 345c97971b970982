"""Speed and memory against the bare engine and the neighbours; ``python -m bench``."""
