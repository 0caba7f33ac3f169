"""Defects put into docgraph: readers and rules that raise an exception, at a place in docgraph that a test chooses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.model.document import Document
from docgraph.model.finding import Finding
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from docgraph.parse.pipeline import parse_source
from docgraph.rules import Rule
from tests.parsed import parsed

_TITLE = re.compile(r"raised (?:where (?P<path>\S+) is read|in rule (?P<code>[A-Z]{3}\d{3}))")
_DEFECT = re.compile(r"(?P<type>\w+) in (?P<module>[\w.]+):(?P<function>\w+):(?P<line>\d+)\n?")


def defect(described: str) -> Callable[..., NoReturn]:
    """A function that raises, as `ValueError in docgraph.parse.records:one:12` says."""
    found = _DEFECT.fullmatch(described)
    assert found, described
    code = "\n" * (int(found["line"]) - 1) + f"def {found['function']}(*a, **k): raise {found['type']}('a secret')"
    names: dict[str, Any] = {"__name__": found["module"]}
    exec(compile(code, "defect.py", "exec"), names)
    made: Callable[..., NoReturn] = names[found["function"]]
    return made


class Defects(Struct):
    """Defects by the path of the document, or the code of the rule, in which each raises."""

    of_documents: dict[str, str] = field(default_factory=dict)
    of_rules: dict[str, str] = field(default_factory=dict)

    def take(self, title: str, described: str) -> None:
        """Take the defect of a block on a rule's page, from the title of the block and its text."""
        found = _TITLE.fullmatch(title)
        assert found, title
        defects, key = (self.of_documents, found["path"]) if found["path"] else (self.of_rules, found["code"])
        defects[key] = described

    def read(self, sources: Sequence[SourceFile], settings: Settings) -> list[Document]:
        """The documents of `sources`."""
        if not self.of_documents:
            return parsed(sources, settings)
        defects = {path: defect(described) for path, described in self.of_documents.items()}
        return [parse_document(source, settings, defects.get(source.path, parse_source)) for source in sources]

    def put_into(self, rule: Rule) -> Rule:
        """The rule with its defect, which raises after its last finding."""
        if rule.code not in self.of_rules:
            return rule
        fails = defect(self.of_rules[rule.code])

        @wraps(rule.check)
        def check(*arguments: Any, **options: Any) -> Iterator[Finding]:
            yield from rule.check(*arguments, **options)
            fails()

        return replace(rule, check=check)
