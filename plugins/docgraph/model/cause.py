"""A reference to findings that explain another finding."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.location import KeyPath, Location


class Cause(Struct, frozen=True):
    """A reference to findings that explain another one, which is dropped if one is reported.

    `codes` are codes, names or families of rules; if empty, it matches every finding about a value that could not be
    used. The findings are at the location `at`. Without `at`, they are about the record `subject` of the document at
    `document_path`, at `key`, above it or below it. An empty `subject` matches findings about no record; None matches
    any finding of the document. `same_fault` means that both findings report the same fault, so a waiver of one also
    suppresses the other.
    """

    codes: tuple[str, ...] = ()
    at: Location | None = None
    document_path: str = ""
    subject: str | None = ""
    key: KeyPath = ()
    same_fault: bool = False
