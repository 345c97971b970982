"""The working days a bureau entered itself, for years the published calendar does not know."""
