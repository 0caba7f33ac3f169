"""A `Cause` identifies findings that explain another finding."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.location import KeyPath, Location


class Cause(Struct, frozen=True):
    """Identifies findings that explain another finding, which is then dropped.

    - `codes` are codes, names or families of rules. If empty, all findings about values that cannot be used match.
    - `at` is the location of the findings. `document_path`, `subject` and `key` are used only if `at` is None.
    - `subject` is the `kind:id` of a record in the document at `document_path`. If it is None, all findings about the
      document match; if it is empty, only findings about no record.
    - `key` is a key path. Findings at this path, at a parent of it or at a path nested in it match.
    - `same_fault` means that both findings report the same fault. A waiver for one then suppresses the other too.
    """

    codes: tuple[str, ...] = ()
    at: Location | None = None
    document_path: str = ""
    subject: str | None = ""
    key: KeyPath = ()
    same_fault: bool = False
