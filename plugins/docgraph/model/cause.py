"""Causes: a cause identifies findings that explain another finding."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.location import KeyPath, Location


class Cause(Struct, frozen=True):
    """Identifies findings that explain another one, which is dropped if one is reported.

    `codes` are codes, names or families of rules; if empty, every finding about a value that could not be used matches.
    The findings are at the location `at`. Without `at`, they are about the record `subject` of the document at
    `document_path`, and their key path is `key`, one above it or one below it. An empty `subject` matches findings
    about no record, None any finding about the document. `same_fault` means that both findings report the same fault,
    so a waiver for one also suppresses the other.
    """

    codes: tuple[str, ...] = ()
    at: Location | None = None
    document_path: str = ""
    subject: str | None = ""
    key: KeyPath = ()
    same_fault: bool = False
