"""The front page: what will be missed, who is late."""
