"""The water of a year: sections month by month, rivers and basins, lakes, ranking, drinking-water sources."""
