"""People from files that a team already has: the setting `people`."""
