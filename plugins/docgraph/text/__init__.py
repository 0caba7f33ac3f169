"""Text utilities that do not depend on records: slugs, YAML quoting, suggestions, secrets."""
