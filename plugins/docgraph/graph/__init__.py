"""The doc graph: records, resolved references and relations."""
