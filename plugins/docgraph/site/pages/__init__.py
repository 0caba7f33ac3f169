"""The generated pages, one module a view."""
