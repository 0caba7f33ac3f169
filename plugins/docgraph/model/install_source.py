"""The source from which generated CI files install docgraph."""

from docgraph.model.version import VERSION

INSTALL_SOURCE = f"mkdocs-docgraph @ git+https://example.org/docgraph@v{VERSION}"
"""The source of docgraph: a Git address with a tag, because it is on no package index yet."""
IS_PLACEHOLDER = "//example.org/" in INSTALL_SOURCE
"""Whether the address is an example that users must replace."""
HOMEPAGE = "https://example.org/docgraph"
"""The address of the documentation. Like `INSTALL_SOURCE`, it may be only an example."""


def rule_address(code: str) -> str:
    """The address of the page of a rule in the published documentation."""
    return f"{HOMEPAGE}/reference/rules/{code.lower()}/"
