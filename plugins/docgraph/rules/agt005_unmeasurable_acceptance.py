from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Acceptance, Agent
from docgraph.model.field_types import has_number
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps, unread

_IN_WORDS = {
    ">=": r"=>|(?:(?:of|is|by) )?(?:at least|no less than|not less than|no fewer than)",
    "<=": r"=<|(?:(?:of|is|by) )?(?:at most|no more than|not more than)",
    ">": r"(?:(?:of|is|by) )?more than",
    "<": r"(?:(?:of|is|by) )?(?:less than|fewer than)",
}

_SIGN = re.compile(r"[<>=≤≥]")


@rule("AGT005", "unmeasurable-acceptance", WARNING, fixable=True)
def unmeasurable_acceptance(graph: DocGraph) -> Iterator[Finding]:
    """An agent has no measurable acceptance criteria."""
    for agent in graph.all(Agent):
        if not agent.is_live:
            continue
        status = unread(agent, "status")
        if agent.is_absent("acceptance"):
            help = "add `acceptance: [accuracy >= 95 % on <data>]`, with your own metric and threshold"
            unless = (*unread(agent, "acceptance"), *status)
            yield agent.finding(
                "acceptance", f"agent `{agent.id}` has no acceptance criteria", help=help, unless=unless
            )
        for number, bar in enumerate(agent.acceptance):
            parts = {"metric": bool(bar.metric), "op": bool(bar.op), "value": has_number(bar.value)}
            empty = [key for key, there in parts.items() if not there]
            for gap in gaps(agent, empty, "acceptance", number):
                text = f"`{bar.metric}`" if bar.metric else f"{number + 1}"
                message = f"acceptance criterion {text} of agent `{agent.id}` {_lacks(bar, gap.keys)}"
                intended = _with_operator(bar.metric)
                help = "write a metric, an operator and a number, such as `accuracy >= 95 % on <data>`"
                help = f"write `{intended}`" if intended else help
                edits = [agent.replacement(("acceptance", number), bar.metric, intended)] if intended else []
                unless = (*gap.unless, *status)
                yield agent.finding(("acceptance", number), message, help=help, edits=edits, unless=unless)


def _lacks(bar: Acceptance, keys: tuple[str, ...]) -> str:
    if keys == ("op", "value"):
        there = {"op": _SIGN.search(bar.metric), "value": has_number(bar.metric)}
        keys = tuple(key for key in keys if not there[key])
    return (
        f"has no {' or '.join(f'`{key}`' for key in keys)}"
        if keys
        else "must be one metric, one `op` and one `value`, in that order"
    )


def _with_operator(text: str) -> str:
    for sign, words in _IN_WORDS.items():
        text = re.sub(rf"\s(?:{words})\s+(?=[$€£]?\d)", f" {sign} ", text, flags=re.IGNORECASE)
        if {"metric", "op", "value"} <= Acceptance.from_text(text).keys():
            return text
    return ""
