"""Replaces keys in fix lines with labels: ``add `**Owner:** jane` ``, not ``add `owner: jane` ``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_KEY = re.compile(r"`([a-z-]+):(?: ([^`{}]*))?`")


def label_of(key: str, labels: Mapping[str, str | dict[str, str]], above: str = "") -> str:
    """The label for a dotted key: `**Owner:**` for `owner`; empty if there is none.

    If `above` is set, only the labels below the label `above` are searched.
    """
    under = labels.get(above, {}) if above else labels
    names = [name for name, target in under.items() if target == key] if isinstance(under, Mapping) else []
    return f"**{names[0].capitalize()}:**" if names else ""


def with_labels(
    help: str,
    labels: Mapping[str, str | dict[str, str]],
    is_in_body: Callable[[str], bool],
    heading_of: Callable[[str], str],
) -> str:
    """Replace keys in a fix line with labels if their values are in the body.

    `heading_of` returns the heading directly above the value of a key, or an empty string. A heading is preferred to a
    label.
    """

    def with_label(found: re.Match[str]) -> str:
        label = label_of(found[1], labels) if is_in_body(found[1]) else ""
        value = (found[2] or "").removeprefix("[").removesuffix("]")
        heading = heading_of(found[1]) if label else ""
        if heading:
            return f"`{value}` below `{heading}`" if value else f"`{heading}`"
        return f"`{f'{label} {value}'.rstrip()}`" if label else found[0]

    return _KEY.sub(with_label, help)
