"""Where generated files install docgraph from."""

from docgraph.model.version import VERSION

INSTALL_SOURCE = f"mkdocs-docgraph @ git+https://example.org/docgraph@v{VERSION}"
"""A Git address and a tag: docgraph is not on a package index yet."""
