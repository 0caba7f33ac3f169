"""The head of a person's page: what they own, and what is due for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from docgraph.graph.resolver import nobody_word
from docgraph.kinds import Person
from docgraph.model.record import Record
from docgraph.site.context import Site, display_name, sort_nodes
from docgraph.site.i18n import gettext
from docgraph.site.record.fact_values import FIRST_LINKS, MOST_LINKS, HeadParts, names_in
from docgraph.site.render.environment import kind_words, template
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import first_names, join_names
from docgraph.site.tables.duty_rows import own_duty_rows

_Names = tuple[int, list[Markup], list[Markup]]
"""The number of records, the links that are always visible, and those on demand."""


def person_head(site: Site, record: Person, link: PageLinks) -> HeadParts:
    """Sentences about a person; the records they own by kind; their duties, the first due date first."""
    graph = site.graph
    present = bool(graph.people_behind(record))
    owned: dict[str, list[Record]] = defaultdict(list)
    for owned_record in site.owned_records.get(record.ref, ()):
        owned[owned_record.kind].append(owned_record)
    absent_owner_records = site.absent_owner_records.get(record.ref, [])
    successors = names_in(site, record, link, "successor")
    roles = sort_nodes(role for role in graph.sources(record, "held-by") if record in graph.people_behind(role))
    duties = site.duties_by_person.get(record.ref, [])
    context = {
        "name": isolated(display_name(record)),
        "present": present,
        "placeholder": bool(nobody_word(record)),
        "counts": [(kind, len(records)) for kind, records in owned.items()],
        "owned": [(kind, _names(records, link)) for kind, records in owned.items()],
        "past": list(_past(site, record).items()),
        "backed_up": _names(site.backed_up_records.get(record.ref, []), link),
        "duties": (len(duties), own_duty_rows(site, duties[:MOST_LINKS], link)),
        "absent_owner_records": (len(absent_owner_records), first_names(absent_owner_records, link)),
        "unread": record.has_invalid("joined") or record.has_invalid("left"),
        "unrecorded": first_names(site.unrecorded_owner_records.get(record.ref, []), link),
        "roles": first_names(roles, link),
        "successors": (join_names(successors), len(successors)) if successors else (),
        "words": kind_words(),
    }
    facts = [(gettext("Successor"), join_names(successors))] if present else []
    is_absent = not (present or context["unread"])
    return HeadParts(
        context, [template("components", "chip")(gettext("not active"), "warning")] if is_absent else [], facts
    )


def _past(site: Site, person: Person) -> Counter[str]:
    """By kind, the records that name the person as owner and that are closed or record the past."""
    return Counter(
        source.kind
        for source in sort_nodes(site.graph.sources(person, "owned-by"))
        if not source.is_live and site.owner(source).person is person
    )


def _names(records: Sequence[Record], link: PageLinks) -> _Names:
    links = [link(record) for record in records[:MOST_LINKS]]
    return len(records), links[:FIRST_LINKS], links[FIRST_LINKS:]
