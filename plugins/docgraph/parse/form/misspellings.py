"""Reports labels that are not read, because they are misspelled, not bold or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from docgraph.kinds.decision import Decision
from docgraph.kinds.ownership import is_day
from docgraph.kinds.presence import end_in, ends_presence, names_last_day
from docgraph.model.fix import Replacement
from docgraph.model.record import Record
from docgraph.parse.form.fill import FormRecord
from docgraph.parse.form.labels import Label, ended_key, fold_label, key_only, labels_of, near_label
from docgraph.parse.last_days import help_for_label, not_read
from docgraph.parse.markdown.blocks import Line, plain_text
from docgraph.parse.raw_tree import RawProblem

_MARKS = 8
"""Maximum number of characters of markup before a label, such as `- **`."""


def owner_in_table(filling: FormRecord, cells: Sequence[Line]) -> Iterator[RawProblem]:
    """Report an owner that is only declared in a table, because tables are not read.

    `cells` are the label cell and the value cell.
    """
    label, value = cells[:2]
    if plain_text(value.text) and "owner" not in filling.tree.data:
        message = f"`{plain_text(label.text)}` in this table is not read, because a label must be on a line of its own"
        help = f"write `**Owner:** {plain_text(value.text)}` outside the table"
        yield RawProblem(label.offset, "unknown-key", message, help, ("owner",), unless_declared=True)


def second_owner(filling: FormRecord, owners: Sequence[tuple[str, Line]]) -> Iterator[RawProblem]:
    """Report labels such as `Primary` that are not below the label `Owner & On-Call`.

    Only below that label do they name the owner.

    A name that is already an owner is not reported. `owners` are the labels and their values.
    """
    known = {fold_label(name) for name in filling.tree.data.get("owner", ())}
    for name, line in owners:
        value = plain_text(line.text)
        if value and fold_label(value) not in known:
            message = f"`{name.capitalize()}` names an owner, but is only read below `Owner & On-Call`"
            help = f"write `**Owner:** {value}`, or delete the label if this is not the owner"
            yield RawProblem(line.offset, "unknown-key", message, help, ("owner",), unless_declared=True)


def ended_label(kind: type[Record], name: str, value: Line, offset: int) -> Iterator[RawProblem]:
    """Report a label that is not read but means that the record is inactive, such as `**Left:** 2026-01-31`."""
    stated, key = plain_text(value.text), name.replace(" ", "-")
    ended = ended_key(kind)
    if ended:
        is_absence = ends_presence(key, stated, ends=names_last_day(name) and is_day(stated))
    else:
        ended = kind.intended_key(key, stated)
        is_absence = bool(ended)
    if is_absence:
        message = not_read(name.capitalize(), stated, ended)
        help, declared, ends = help_for_label(ended), ended == "left", end_in(key, stated)
        yield RawProblem(offset, "unknown-key", message, help, (ended,), unless_declared=declared, ends=ends)


def wrong_label(kind: type[Record], filling: FormRecord, name: str, offset: int) -> Iterator[RawProblem]:
    """Report a bold label that is misspelled, or that is only valid as a key in the front matter.

    A misspelled label, such as `**Ownr:**`, is not reported if its key is already set.
    """
    key = key_only(kind, name)
    if not kind.labels:
        return
    if key:
        message = f"label `{name.capitalize()}` is not read for kind `{kind.kind}`; it is a key of the front matter"
        help = f"move it to `{key}:` in the front matter"
        yield RawProblem(offset, "unknown-key", message, help, (key,), unless_declared=True)
        return
    if name == "backup" and kind is Decision:  # in a runbook or an incident it may be a data backup
        help = "delete it, or write it without a bold label"
        yield RawProblem(
            offset, "unknown-key", "`Backup` is not read here: a decision has no backup", help, ("backup",)
        )
        return
    spelled = near_label(kind, name)
    if spelled and (label := labels_of(kind)[fold_label(spelled)]).key and label.key[0] not in filling.tree.data:
        around = filling.text.content[offset : offset + len(name) + _MARKS]
        found = re.search(re.escape(name), around, re.IGNORECASE)
        replacement = Replacement(offset + found.start(), found[0], spelled.capitalize()) if found else None
        label_text, known = found[0] if found else name, spelled.capitalize()
        message = f"unknown label `{label_text}` for kind `{kind.kind}`; did you mean `{known}`?"
        yield RawProblem(offset, "unknown-key", message, f"write `**{known}:**`", label.key, replacement)


def unmarked_label(labels: Mapping[str, Label], filling: FormRecord, name: str, offset: int) -> Iterator[RawProblem]:
    """Report a label that is not bold, such as `Owner: jane.doe`, unless its key is already set."""
    key = labels[name].key
    if key[0] not in filling.tree.data:
        spelled = name.capitalize()
        message = f"`{spelled}:` is not read as a label, because it is not bold"
        yield RawProblem(offset, "unknown-key", message, f"write `**{spelled}:**`", key, unless_declared=True)
