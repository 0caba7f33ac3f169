"""The head of a kind that has no head of its own, derived from the keys of the kind."""

from __future__ import annotations

from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.site.context import Site
from docgraph.site.record.fact_values import HeadParts
from docgraph.site.record.fields import facts
from docgraph.site.record.head_parts import shown_keys
from docgraph.site.render.environment import kind_words, template
from docgraph.site.render.format import PageLinks

_IN_SENTENCES = ("owner", "backup", "status")


def generic_head(site: Site, record: Record, link: PageLinks) -> HeadParts:
    """Sentences about owner, backup and status, and the other keys of the kind as facts.

    A sentence is left out if the kind does not have its key.
    """
    keys = fields_of(type(record))
    context = {
        "kind": kind_words()[record.kind][0],
        "is_owned": "owner" in keys,
        "needs_backup": "backup" in keys and record.is_live,
        "has_status": "status" in keys,
    }
    others = [key for key in shown_keys(type(record)) if key not in _IN_SENTENCES]
    chips = [template("components", "status")(record)] if "status" in keys else []
    return HeadParts(context, chips, below=facts(site, record, others, link))
