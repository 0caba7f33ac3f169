"""The graph: every name in a record resolved, every relation an edge. No rule and no page is known here."""
