"""An answer as JSON.

The format is stable: while `version` is 1, keys may be added but not changed or removed.
"""

from __future__ import annotations

from json import dumps

from docgraph.report.query.answer import Answer


def answer_json(answer: Answer) -> str:
    """A JSON object with the format `version` and the list `rows` of objects."""
    return dumps({"version": 1, "rows": list(answer.rows)}, ensure_ascii=True, indent=2) + "\n"
