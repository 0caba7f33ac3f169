"""Writes a document: front matter and body, of one record or of several."""

from __future__ import annotations

from tests.faults.forms import body_of, front_keys, section_of
from tests.faults.front_matter import FrontMatter
from tests.faults.page import Page, spot
from tests.faults.records import Keys, Sheet


def page_of(sheet: Sheet) -> Page:
    """The sheet as it is written."""
    style = sheet.style
    if sheet.listed:
        front, body = _list_of(sheet)
    else:
        [entry] = sheet.entries
        pen = FrontMatter(entry.ref, style)
        home = entry.id if style.named else ""
        lines = pen.lines(front_keys(entry, style))
        kind = f"{pen.mark('kind:', 'kind')}: {pen.mark('kind', entry.kind)}"
        first = [
            kind if home else pen.mark("@", kind),
            *([f"{pen.mark('@', 'id')}: {pen.mark('id', home)}"] if home else []),
        ]
        late = style.choice("kind", "first", "first", "late") == "late"
        front = [*lines, *first] if late else [*first, *lines]
        body = body_of(entry, style)
    text = "\n".join([f"{spot('open', '---')}", *front, f"{spot('close', '---')}", *body, ""])
    return Page.of(sheet.path, text, "\r\n" if style.crlf else "\n", style.bom)


def _list_of(sheet: Sheet) -> tuple[list[str], list[str]]:
    style = sheet.style
    front = [f"{spot('list kind:', 'kind')}: {spot('list kind', sheet.listed)}", f"title: {sheet.title}"]
    body = [f"# {sheet.title}", ""]
    if style.template:
        return front, [*body, *(line for entry in sheet.entries for line in section_of(entry, style))]
    front.append(f"{sheet.listed}:")
    for entry in sheet.entries:
        pen = FrontMatter(entry.ref, style)
        keys: Keys = {"title": entry.title, **entry.keys}
        name = f"{pen.mark('@', 'id')}: {pen.mark('id', entry.id)}"
        if (
            all(isinstance(value, str) for value in keys.values())
            and style.choice("entries", "flow", "block") == "flow"
        ):
            front.append(f"  - {{{name}, {pen.flow(keys, '')[1:]}")
        else:
            front += [f"  - {name}", *pen.lines(keys, indent="    ")]
    return front, body
