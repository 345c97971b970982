"""Formula shapes in the verbs of the kernel; no number of any standard stands here."""
