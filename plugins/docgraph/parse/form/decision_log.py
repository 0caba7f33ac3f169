"""Reads a decision log: a document with a section `Decision: Title` for each decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import Decision
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.form.decision_ids import former_ids_of, ids_of
from docgraph.parse.form.reader import fields_in_blocks
from docgraph.parse.form.sections import heading_of
from docgraph.parse.markdown.blocks import UNDERLINE, Block, blocks
from docgraph.parse.raw_tree import RawTree
from docgraph.text.suggest import within_edits

_ENTRY = re.compile(r"decision\s*:\s*(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_FREE_ENTRY = re.compile(
    r"(?:decision|adr)(?:[\s-]*#?\d{1,9})?(?:\s*:\s*|\s+[-\u2013\u2014]\s+)(\S.*)\Z", re.IGNORECASE | re.DOTALL
)
"""Other headings that may start a decision: `ADR 3 - Use a queue`, `Decision - Use a queue`."""
_NEARLY = re.compile(r"([^\W\d_]{5,12})(?:[\s-]*#?\d{1,9})?(?:\s*:\s*|\s+[-\u2013\u2014]\s+)(\S.*)\Z", re.DOTALL)
_WORD = "Decision"


class LogEntry(Struct, frozen=True):
    """A decision in a log.

    `former` is the id that version 0.1 derived. `offset` is the position of the heading in the document, in characters.
    """

    id: str
    former: str
    title: str
    offset: int
    fields: RawTree

    def named_again(self, text: Text, before: int) -> Problem:
        """The warning that an earlier decision, whose heading is at offset `before`, has the same title.

        The id of this decision ends with a number only because the earlier decision exists.
        """
        return Problem(
            "duplicate-id",
            text.at(self.offset),
            f"a second decision is titled `{self.title}`, so its id becomes `{self.id}`",
            "write a unique title after `## Decision:`",
            f"decision:{self.id}",
            ("id",),
            (Related(text.at(before), f"first decision titled `{self.title}`"),),
            Severity.WARNING,
        )


class UnopenedSection(Struct, frozen=True):
    """A section that has labels of a decision, but whose heading does not start a decision.

    `expected` is the heading to write instead. `replacement` corrects a misspelled `Decision` in the heading.
    """

    heading: str
    expected: str
    title: str
    offset: int
    replacement: Replacement | None

    def problem(self, text: Text) -> Problem:
        """The problem to report: an error if `Decision` is misspelled and can be corrected, else a warning."""
        message = f"`{self.heading[:60]}` does not start a decision, so the text below it is not read"
        fix = fix_from_edits(text.path, [self.replacement] if self.replacement else [])
        severity = Severity.ERROR if self.replacement else Severity.WARNING
        help = f"write `{self.expected}`"
        return Problem("unknown-key", text.at(self.offset), message, help, severity=severity, fix=fix)


class Log(Struct, frozen=True):
    """The decisions of a log, and the sections that look like decisions but are not read."""

    entries: tuple[LogEntry, ...] = ()
    unopened: tuple[UnopenedSection, ...] = ()


def decision_log(text: Text, start: int) -> Log:
    """Read the decisions in a body. `start` is the offset of the body in `text`."""
    if text.content.find("#", start) < 0 and not UNDERLINE.search(text.content, start):
        return Log()
    body = blocks(text, start)
    titles = _titles(text, body)
    entries: list[LogEntry] = []
    headings = [title for title in titles if title]
    ids = zip(ids_of(headings), former_ids_of(headings), strict=True)
    inside = 0
    others: list[int] = []
    for number, (block, title) in enumerate(zip(body, titles, strict=True)):
        if title:
            inside = _end(body, titles, number)
            tree = fields_in_blocks(Decision, text, body[number + 1 : inside])
            alone = "give the decision a document of its own, and "
            tree.problems = [
                replace(raw_problem, help=alone + raw_problem.help)
                if "front matter" in raw_problem.help
                else raw_problem
                for raw_problem in tree.problems
            ]
            for key, offset in (("id", block.offset), ("title", block.lines[0].offset)):
                tree.marks[(key,)] = tree.keys[(key,)] = offset
            entries.append(LogEntry(*next(ids), title, block.offset, tree))
        elif block.type == "heading" and number >= inside:
            others.append(number)
    top = min((block.level for block, title in zip(body, titles, strict=True) if title), default=0)
    return Log(tuple(entries), tuple(_unopened_sections(text, body, titles, others, top)))


def is_new_log(data: Mapping[str, Any], text: Text, start: int) -> bool:
    """Whether a decision log has no decisions yet, but only a title and text in its body.

    The front matter of a new log contains no lists of maps.
    """
    others = (value for value in data.values() if isinstance(value, (list, dict)) and value)
    return not any(isinstance(item, (list, dict)) for value in others for item in value) and _is_plain(text, start)


def _is_plain(text: Text, start: int) -> bool:
    body = blocks(text, start)
    headings = [block.level for block in body if block.type == "heading"]
    parts = any(block.type in ("list", "table", "aside") for block in body)
    return not parts and (len(headings) < 2 and all(level == 1 for level in headings))


def _end(body: Sequence[Block], titles: Sequence[str], number: int) -> int:
    """The index of the first block after the decision whose heading is block `number`.

    A decision ends before the next decision and before a heading of the same or a higher level.
    """
    after = range(number + 1, len(body))
    return next((at for at in after if titles[at] or 0 < body[at].level <= body[number].level), len(body))


def _titles(text: Text, body: Sequence[Block]) -> list[str]:
    """For each block, the title of the decision that starts with it, or an empty string.

    `Decision: Title` always starts a decision. `ADR 3 - Title` does if it has the same heading level as a `Decision:
    Title`, or if labels follow.
    """
    plain = [_title(_ENTRY, block) for block in body]
    levels = {block.level for block, title in zip(body, plain, strict=True) if title}
    titles = list(plain)
    inside = 0
    for number, block in enumerate(body):
        if plain[number]:
            inside = _end(body, plain, number)
        elif number >= inside and (title := _title(_FREE_ENTRY, block)):
            end = next((at for at in range(number + 1, len(body)) if body[at].type == "heading"), len(body))
            if block.level in levels or fields_in_blocks(Decision, text, body[number + 1 : end]).keys:
                titles[number] = title
                inside = _end(body, titles, number)
    return titles


def _title(form: re.Pattern[str], block: Block) -> str:
    found = form.match(heading_of(block)) if block.type == "heading" else None
    return found[1].strip() if found else ""


def _unopened_sections(
    text: Text, body: Sequence[Block], titles: Sequence[str], others: Sequence[int], top: int
) -> Iterator[UnopenedSection]:
    """Yield the sections that have labels of a decision, but whose heading does not start a decision.

    - `others` are the indexes of headings outside decisions.
    - `top` is the highest level of a decision heading. Sections above it are skipped unless they misspell `Decision`.
    """
    inside = 0
    for number in others:
        block = body[number]
        shown = heading_of(block)
        near = _NEARLY.match(shown)
        near = near if near and within_edits(near[1].lower(), [_WORD.lower()], 2) else None
        if number < inside or not (near or 0 < top <= block.level):
            continue
        end = _end(body, titles, number)
        fields = fields_in_blocks(Decision, text, body[number + 1 : end], head=False)
        if fields.keys or fields.of_others:
            inside = end
            word = near[1] if near else ""
            at = text.content.find(word, block.offset, block.offset + len(word) + 20) if word else -1
            sure = at >= 0 and len(within_edits(word.lower(), [_WORD.lower()], 1)) > 0 and word.lower() != _WORD.lower()
            replacement = Replacement(at, word, _WORD) if sure else None
            title = (near[2] if near else shown).strip(": ")
            yield UnopenedSection(shown, f"{'#' * block.level} {_WORD}: {title}", title, block.offset, replacement)
