"""Mutated documents, fed to the reader, the graph, all rules and all reports: see `scripts/fuzz`."""
