"""Black-odorous water bodies eliminated."""
