"""Surface water: shares of sections by class, by target, and of drinking-water sources."""
