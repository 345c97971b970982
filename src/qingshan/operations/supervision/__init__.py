"""Supervision (督办): the steps of the ladder taken on a matter, and the answers to them."""
