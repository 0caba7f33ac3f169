"""Recognizes tables that explain keys, as in a guide, instead of setting them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from docgraph.graph.resolver import is_nobody
from docgraph.kinds import lookup_kind
from docgraph.kinds.person import says_gone
from docgraph.model.field_specs import fields_of, words_of
from docgraph.model.record import Record
from docgraph.model.remarks import is_day_in_words, remark_in
from docgraph.parse.comma_list import split_commas
from docgraph.parse.markdown.blocks import Block
from docgraph.parse.recovery.label_pairs import pair_of, shown_text
from docgraph.parse.recovery.templates import may_name_somebody
from docgraph.text.slug import fold_words

_WORD = re.compile(r"[\w-]+")


def describes_keys(kind: type[Record], rows: Sequence[Block]) -> bool:
    """Whether a table with two columns explains the keys of `kind`, such as a row `owner | the accountable person`.

    Its labels are in lower case, and one of its values is not a valid value: several statuses, or an owner that is not
    a name.
    """
    values: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        name, value = (shown_text(cell).strip() for cell in row.lines[:2])
        pair = pair_of(kind, name, row.lines[1])
        if pair is not None and name != name.lower():
            return False
        if pair is not None and value:
            values[pair.key].append(value)
    return any(_is_description(kind, key, text, values) for key, texts in values.items() for text in texts)


def _is_description(kind: type[Record], key: str, text: str, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether `text` explains the key `key` instead of being a value. `values` are the values of all keys."""
    words = words_of(kind, key)
    if words:
        return len(words & {*map(str.lower, _WORD.findall(text))}) > 1
    if key != "owner" or is_nobody(text):
        return False
    others = {fold_words(text) for name, texts in values.items() if not _is_reference(kind, name) for text in texts}
    return (
        lookup_kind(text)[0] is not None
        or fold_words(text) in others
        or not all(_is_name_or_remark(part) for part, _ in split_commas(text))
    )


def _is_reference(kind: type[Record], key: str) -> bool:
    field = fields_of(kind).get(key)
    return field is not None and field.reference is not None


def _is_name_or_remark(part: str) -> bool:
    """Whether text in the value of `owner` is a name, a date, or a remark such as `left in May`."""
    is_day = is_day_in_words(part) or remark_in(part) is not None
    return is_day or says_gone(part) or may_name_somebody(part)
