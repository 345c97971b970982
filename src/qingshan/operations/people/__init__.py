"""Who works in the office: names, units and roles."""
