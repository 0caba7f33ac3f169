"""Our reading of front matter as a handler of python-frontmatter, for scripts that read and write documents."""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.fence import front_matter_span


class StrictHandler(BaseHandler):
    """`frontmatter.load(path, handler=StrictHandler())`: finds the block where hosts find it, reads scalars as text.

    Raises `docgraph.parse.front_matter.errors.FrontMatterError` for front matter that the check would refuse.

    `frontmatter.dumps`
    with this handler writes keys in their order, and text so that it is read back as the same text.
    """

    FM_BOUNDARY = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        return front_matter_span(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        header = front_matter_span(text)
        if header is None:
            raise ValueError("the text has no front matter")
        return text[header.start : header.end], text[header.body_start :]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        return compose(fm).data

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        return yaml.dump(
            metadata, Dumper=_Plain, sort_keys=False, allow_unicode=True, default_flow_style=False, width=1000
        ).strip()


class _Plain(yaml.SafeDumper):
    """Writes text without quotes unless a reader would take it for something else."""


_Plain.add_representer(type(None), lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
