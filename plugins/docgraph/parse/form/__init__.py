"""Reads fields from the body of a document, such as `**Owner:** jane.doe`. The main module is `reader.py`."""
