from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, Run, code_named, late_rule
from docgraph.rules._waiver_validity import can_be_waived
from docgraph.text.suggest import SuggestionIndex

_CODE = re.compile(r"([A-Za-z]{3})[-_ ]?(\d{1,6})")


@late_rule("WAV003", "unknown-waived-code", ERROR, fixable=True)
def unknown_waived_code(graph: DocGraph, run: Run) -> Iterator[Finding]:
    """A waiver is for a rule that does not exist or cannot be waived."""
    suggestions = cache(lambda: SuggestionIndex(list(run.codes)))
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            if not waiver.code:
                continue
            code = code_named(waiver.code, run.codes)
            if not code:
                near = suggestions().suggest(waiver.code)
                message = f"unknown rule `{waiver.code}`" + (f"; did you mean `{near}`?" if near else "")
                help = f"write `{near}` or another" if near else "write a"
                help += " code from `docgraph rules`"
            elif not can_be_waived(code):
                message, help = f"{code} cannot be waived", "fix its findings and delete the waiver"
            else:
                continue
            path = ("waivers", number, "code")
            intended = _intended_code(waiver.code, run) if not code else ""
            edits = [record.replacement(path, waiver.code, intended)] if intended else []
            yield record.finding(path, message, help=help, edits=edits)


def _intended_code(source: str, run: Run) -> str:
    found = _CODE.fullmatch(source.strip())
    code = f"{found[1].upper()}{int(found[2]):03d}" if found else ""
    return code if code in run.codes else ""
