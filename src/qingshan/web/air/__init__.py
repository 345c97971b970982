"""The air of an area through a year: statistics, calendar, exceedances, both editions, ranking, stations."""
