"""The graph: references resolved to records, relations as edges. Imports no rules or pages."""
