"""Front matter: fences, composition with locations, errors, spans, and edits."""
