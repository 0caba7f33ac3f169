"""Data types that all layers share: locations, findings, problems, records, settings."""
