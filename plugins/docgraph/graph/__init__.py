"""The doc graph: records, resolved references and relations. Does not import rules or pages."""
