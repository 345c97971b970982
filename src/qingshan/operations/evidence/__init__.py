"""Evidence (佐证材料): its own date, owner and expiry, its content kept by hash."""
