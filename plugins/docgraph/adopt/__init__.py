"""Adopts documents: the settings that make docgraph read files without a `kind` as records."""
