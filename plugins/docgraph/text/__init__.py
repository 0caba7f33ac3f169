"""Text utilities without knowledge of records: slugs, YAML quoting, suggestions, secrets."""
