"""A python-frontmatter handler that parses like docgraph, for scripts that edit documents."""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.fence import front_matter_span


class StrictHandler(BaseHandler):
    """Handler for `frontmatter.load(path, handler=StrictHandler())`. Every scalar is a string.

    Raises `docgraph.parse.front_matter.errors.FrontMatterError` for front matter that `docgraph check` rejects.
    `frontmatter.dumps` with this handler keeps the order of keys. It quotes a string if YAML would otherwise change the
    string when it is read back.
    """

    FM_BOUNDARY = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Whether `text` has front matter."""
        return front_matter_span(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The front matter without its fences, and the body.

        Raises `ValueError` if there is no front matter.
        """
        header = front_matter_span(text)
        if header is None:
            raise ValueError("the text has no front matter")
        return text[header.start : header.end], text[header.body_start :]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """The values of front matter without fences."""
        return compose(fm).data

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """Values as YAML, in their order and without fences."""
        return yaml.dump(
            metadata, Dumper=_Plain, sort_keys=False, allow_unicode=True, default_flow_style=False, width=1000
        ).strip()


class _Plain(yaml.SafeDumper):
    """Dumper that quotes a string only if YAML would read it as another type."""


_Plain.add_representer(type(None), lambda dumper, _value: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
