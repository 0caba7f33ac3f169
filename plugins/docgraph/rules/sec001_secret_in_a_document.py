from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._pages import subjects

_SECRET = re.compile(
    r"\b(?:gh[pousr]_[A-Za-z0-9]{36,100}|github_pat_[A-Za-z0-9_]{50,100}|glpat-[A-Za-z0-9_-]{20,60}|AKIA[0-9A-Z]{16}"
    r"|xox[abprs]-[A-Za-z0-9-]{10,100}|(?<!-)sk-(?=[A-Za-z_-]{0,99}\d)[A-Za-z0-9_-]{32,100}"
    r"|(?<!-)eyJ[\w-]{10,500}\.eyJ[\w-]{10,1000}\.[\w-]{10,500})"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
)


@rule("SEC001", "secret-in-a-document", WARNING)
def secret_in_a_document(trace: Trace) -> Iterator[Finding]:
    """Something in a document looks like a token or a private key."""
    pages = subjects(trace)
    documents = {record.path for record in trace.records}
    for text in (one for one in trace.texts if one.path in documents):
        for found in _SECRET.finditer(text.content):
            shown = found[0] if found[0].startswith("-----") else f"{found[0][:4]}..."
            help = "withdraw the secret where it was issued, and name the place that holds it instead"
            message = f"`{shown}` looks like a secret"
            yield Finding(text.at(found.start()), message, help, pages.get(text.path, ""))
