"""Front matter: fences, YAML with locations, errors, value spans and edits."""
