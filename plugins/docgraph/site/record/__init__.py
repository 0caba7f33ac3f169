"""What is added to a record's own page, and the generated page of a record without one."""
