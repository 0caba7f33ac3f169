from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._record_texts import subjects, suspected
from docgraph.text.secrets import SECRET, abbreviate_secret, is_example


@rule("SEC001", "secret-in-a-document", WARNING)
def secret_in_a_document(graph: DocGraph) -> Iterator[Finding]:
    """A document contains what looks like a token or a private key."""
    pages = subjects(graph)
    for text in suspected(graph):
        for found in SECRET.finditer(text.content):
            if is_example(found[0]):
                continue
            help = "revoke the secret where it was issued, and refer to the place where it is stored instead"
            message = f"`{abbreviate_secret(found[0])}` looks like a secret"
            yield Finding(text.at(found.start()), message, help, pages.get(text.path, ""))
