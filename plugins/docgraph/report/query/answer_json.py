"""An answer as JSON: one object with `version` and `rows`. While `version` is 1, keys may be added but not changed."""

from __future__ import annotations

from json import dumps

from docgraph.report.query.answer import Answer


def answer_json(answer: Answer) -> str:
    """The rows as a list of objects, each with all columns."""
    return dumps({"version": 1, "rows": list(answer.rows)}, ensure_ascii=True, indent=2) + "\n"
