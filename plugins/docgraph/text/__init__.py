"""Plain text: slugs, quoting, suggestions, secrets, invisible characters. Knows nothing of records."""
