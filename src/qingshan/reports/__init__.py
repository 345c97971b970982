"""Pages and documents from evaluated results; each figure is a reference to a result."""
