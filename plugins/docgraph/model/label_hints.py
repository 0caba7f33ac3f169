"""Translates the keys in a fix line to the labels of the template form, for body text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_KEY = re.compile(r"`([a-z-]+):(?: ([^`{}]*))?`")


def label_of(key: str, labels: Mapping[str, str | dict[str, str]], above: str = "") -> str:
    """The label for a dotted key, such as `**Owner:**`; empty if there is none.

    `above` is the label under which to look, if any.
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
    """`help` with labels for keys that are in the body, or with the heading above their value."""

    def with_label(found: re.Match[str]) -> str:
        label = label_of(found[1], labels) if is_in_body(found[1]) else ""
        value = (found[2] or "").removeprefix("[").removesuffix("]")
        heading = heading_of(found[1]) if label else ""
        if heading:
            return f"`{value}` below `{heading}`" if value else f"`{heading}`"
        return f"`{f'{label} {value}'.rstrip()}`" if label else found[0]

    return _KEY.sub(with_label, help)
