"""What a finding may defer to: a reference to another finding that explains it."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.location import KeyPath, Location


class Cause(Struct, frozen=True):
    """A reference to the findings that explain another one. `app` drops the other one where one of them is reported.

    `codes` are codes, names or families of rules; without any, every finding about a value that could not be used.
    The finding is at the place `at`, or else about the record `subject` of the document `home`, at `key`, above or
    below it; without a subject it is about no record, and with `None` about any record of the document or none.
    `same_fault` says that both report one fault, so that a waiver of the one suppresses the other as well.
    """

    codes: tuple[str, ...] = ()
    at: Location | None = None
    document_path: str = ""
    subject: str | None = ""
    key: KeyPath = ()
    same_fault: bool = False
