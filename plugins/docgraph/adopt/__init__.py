"""Settings with which docgraph reads files without a docgraph `kind` as records ("adopts" them)."""
