"""Reads a file that lists people in the format that the settings specify."""

from __future__ import annotations

from docgraph.adopt.people.sources import CODE_OWNERS, OWNERS_ALIASES, ROSTER
from docgraph.model.adoption import Adoption
from docgraph.model.document import Document
from docgraph.model.location import Text
from docgraph.model.settings import Settings
from docgraph.parse.people.code_owners import read_code_owners
from docgraph.parse.people.owners_aliases import read_owners_aliases
from docgraph.parse.people.roster import read_roster

_HANDLES = {CODE_OWNERS: read_code_owners, OWNERS_ALIASES: read_owners_aliases}


def read_people(text: Text, plan: Adoption, settings: Settings) -> Document:
    """Read a file that lists people. The document has records and problems, but no body."""
    text.body_start = len(text.content)
    if plan.form == ROSTER:
        return read_roster(text, plan, settings)
    return _HANDLES[plan.form](text)
