"""A handler for the library python-frontmatter that parses as docgraph does, for scripts that edit documents."""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.fence import front_matter_span


class StrictHandler(BaseHandler):
    """Handler for `frontmatter.load(path, handler=StrictHandler())`. Every scalar is a string.

    Loading raises `docgraph.parse.front_matter.errors.FrontMatterError` for front matter that `docgraph check` rejects.
    `frontmatter.dumps` keeps the order of keys, and quotes strings that YAML would parse as another type.
    """

    FM_BOUNDARY = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Whether `text` has front matter."""
        return front_matter_span(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Split a document into front matter without fences, and body. Raises `ValueError` without front matter."""
        header = front_matter_span(text)
        if header is None:
            raise ValueError("the text has no front matter")
        return text[header.start : header.end], text[header.body_start :]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """Parse front matter without fences."""
        return compose(fm).data

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """Serialize `metadata` as YAML without fences. The order of keys is kept."""
        return yaml.dump(
            metadata, Dumper=_Plain, sort_keys=False, allow_unicode=True, default_flow_style=False, width=1000
        ).strip()


class _Plain(yaml.SafeDumper):
    """A YAML dumper that quotes a string only if YAML would parse it as another type."""


_Plain.add_representer(type(None), lambda dumper, _value: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
