"""What is added to a record's own page, and the page of a record without one."""
