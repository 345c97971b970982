"""The numbered catalogue of consistency rules; each file declares CODES and ``check``, and is found by this folder."""
