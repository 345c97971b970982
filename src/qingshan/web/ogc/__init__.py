"""OGC API: stations, sections and areas as features, their values as coverages (Features part 1, EDR); read only."""
