from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, Run, after, code_named
from docgraph.rules._waivers import waivable
from docgraph.text.suggest import Suggestions

_CODE = re.compile(r"([A-Za-z]{3})[-_ ]?(\d{1,6})")


@after("WAV003", "unknown-waived-code", ERROR, fixable=True)
def unknown_waived_code(trace: Trace, run: Run) -> Iterator[Finding]:
    """A waiver is for a rule that does not exist or cannot be waived."""
    suggestions = cache(lambda: Suggestions(list(run.codes)))
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            if not waiver.code:
                continue
            code = code_named(waiver.code, run.codes)
            if not code:
                near = suggestions().nearest(waiver.code)
                message = f"unknown rule `{waiver.code}`" + (f"; did you mean `{near}`?" if near else "")
                help = f"write `{near}` or another" if near else "write a"
                help += " code from `docgraph rules`"
            elif not waivable(code):
                message, help = f"{code} cannot be waived", "fix its findings and delete the waiver"
            else:
                continue
            path = ("waivers", number, "code")
            meant = _meant(waiver.code, run) if not code else ""
            edits = [record.swapped(path, waiver.code, meant)] if meant else []
            yield record.finding(path, message, help=help, edits=edits)


def _meant(written: str, run: Run) -> str:
    """The code that differs only in zeros or separators, as `own-5` does from `OWN005`; empty if there is none."""
    found = _CODE.fullmatch(written.strip())
    code = f"{found[1].upper()}{int(found[2]):03d}" if found else ""
    return code if code in run.codes else ""
