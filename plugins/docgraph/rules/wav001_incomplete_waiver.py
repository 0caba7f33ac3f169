from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule
from docgraph.rules._causes import gaps
from docgraph.rules._waiver_validity import is_no_reason

_HINTS = {"code": "<rule>", "reason": "<why not now>", "owner": "<person id>", "until": "YYYY-MM-DD"}


@rule("WAV001", "incomplete-waiver", ERROR)
def incomplete_waiver(graph: DocGraph) -> Iterator[Finding]:
    """A waiver has no code, reason, owner or expiry date."""
    yield from findings_from_problems(graph, "incomplete-waiver")
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            keys = ("code", "reason", "owner", "until")
            if waiver.reason and is_no_reason(waiver.reason):
                message = f"`{waiver.reason}` is not a reason, so the waiver suppresses nothing"
                help = f"explain why it cannot be fixed now: `reason: {_HINTS['reason']}`"
                yield record.finding(("waivers", number, "reason"), message, help=help)
            empty = [key for key in keys if not getattr(waiver, key)]
            for gap in gaps(record, empty, "waivers", number):
                message = f"waiver has no {' and no '.join(f'`{key}`' for key in gap.keys)}, so it suppresses nothing"
                help = "add " + " and ".join(f"`{key}: {_HINTS[key]}`" for key in gap.keys)
                yield record.finding(("waivers", number), message, help=help, unless=gap.unless)
