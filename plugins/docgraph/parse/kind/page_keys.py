"""Keys that MkDocs and its plugins read from the front matter of any page."""

from __future__ import annotations

PAGE_KEYS = frozenset(
    (
        "kind id title description author authors icon template subtitle hide search social comments robots og image "
        "level nav-order weight render-macros revision-date git-revision-date-localized git-creation-date-localized "
        "location --extends-- draft categories links readtime slug pin password alias status"
    ).split()
)
