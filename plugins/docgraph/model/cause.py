"""Causes: a cause identifies findings that explain another finding."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.location import KeyPath, Location


class Cause(Struct, frozen=True):
    """Identifies findings that explain another finding.

    If one of the identified findings is reported, the explained finding is dropped.

    - `codes` are codes, names or families of rules. If empty, every finding about a value that cannot be used matches.
    - `at` is the location of the findings. The fields `document_path`, `subject` and `key` are used only without `at`.
    - `subject` is the ref of a record in the document at `document_path`. If empty, findings about no record match; if
      None, all findings about the document.
    - `key` is a key path. Findings at this path, at a parent of it or at a path nested in it match.
    - `same_fault` means that both findings report the same fault, so a waiver for one also suppresses the other.
    """

    codes: tuple[str, ...] = ()
    at: Location | None = None
    document_path: str = ""
    subject: str | None = ""
    key: KeyPath = ()
    same_fault: bool = False
