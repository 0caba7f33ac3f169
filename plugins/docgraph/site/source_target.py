"""A link target that is a file of the project, such as the document of a finding."""

from __future__ import annotations

from typing import NamedTuple


class SourceTarget(NamedTuple):
    """A file of the project as a link target: the place where its source is shown, such as a code host."""

    path: str

    @property
    def ref(self) -> str:
        """The name of the file among link targets."""
        return f"source:{self.path}"
