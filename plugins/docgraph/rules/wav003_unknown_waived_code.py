from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgraph.graph.nearest import Suggestions
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, Run, after, code_named
from docgraph.rules._waivers import waivable

_CODE = re.compile(r"([A-Za-z]{3})[-_ ]?(\d{1,6})")


@after("WAV003", "unknown-waived-code", ERROR, fixable=True)
def unknown_waived_code(trace: Trace, run: Run) -> Iterator[Finding]:
    """A waiver names a rule that does not exist, or one that cannot be waived."""
    suggestions = cache(lambda: Suggestions(list(run.codes)))
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            if not waiver.code:
                continue
            code = code_named(waiver.code, run.codes)
            if not code:
                near = suggestions().nearest(waiver.code)
                message = f"there is no rule `{waiver.code}`"
                help = f"write `{near}`, or another" if near else "write a"
                help += " code that `docgraph rules` lists"
            elif not waivable(code):
                message, help = f"{code} cannot be waived", "mend what it tells, and delete the waiver"
            else:
                continue
            path = ("waivers", number, "code")
            meant = _meant(waiver.code, run) if not code else ""
            edits = [record.swapped(path, waiver.code, meant)] if meant else []
            yield record.finding(path, message, help=help, edits=edits)


def _meant(written: str, run: Run) -> str:
    """The code that was surely meant: its letters and number with other zeros or signs between; else empty."""
    found = _CODE.fullmatch(written.strip())
    code = f"{found[1].upper()}{int(found[2]):03d}" if found else ""
    return code if code in run.codes else ""
