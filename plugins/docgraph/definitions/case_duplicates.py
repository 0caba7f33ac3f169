"""Finds definitions whose paths differ only in case. Some disks can have only one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docgraph.model.definition import Definition, ReadState


def marked_case_duplicates(definitions: Iterable[Definition]) -> Iterator[Definition]:
    """The definitions, with a problem on each whose path differs from an earlier one only in case."""
    first: dict[str, str] = {}
    for definition in definitions:
        other = first.setdefault(definition.path.casefold(), definition.path)
        if other == definition.path or definition.state is not ReadState.READ:
            yield definition
        else:
            yield replace(
                definition,
                state=ReadState.LENIENT,
                problem=f"its path differs from `{other}` only in upper and lower case",
                problem_help="rename one of the two files",
            )
