"""Reads documents without a docgraph kind as records, if the settings adopt them."""
