"""Templates, and how values, names and links are rendered."""
