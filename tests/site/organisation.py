"""A small organisation, made by hand so that these tests need no reader: every kind, every state of an owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from docgraph.graph.build import build
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import (
    Agent,
    ContextPack,
    Decision,
    Incident,
    Outcome,
    Person,
    Raci,
    Role,
    Runbook,
    Team,
)
from docgraph.model.document import Document, Mention
from docgraph.model.finding import Accepted, Finding, Severity, Waived
from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.model.record_place import RecordPlace
from docgraph.site import Address, Site
from docgraph.site.context import Target

AS_OF = date(2026, 11, 21)


def made(kind: type[Record], id: str, *, page: bool = True, path: str = "", **data: Any) -> Record:
    """A record as the reader would give it, with every key in its header."""
    record = kind.model_validate({"id": id, **data})
    keys = {(name.rstrip("_").replace("_", "-"),): 10 for name in ("id", *data)}
    text = Text(path or f"docs/{kind.plural}/{id}.md", f"---\nid: {id}\n---\n")
    record.set_place(RecordPlace(text, dict(keys), keys, is_own_page=page))  # type: ignore[arg-type]
    return record


def documents(records: Iterable[Record]) -> list[Document]:
    """One document a path."""
    by_path: dict[str, list[Record]] = {}
    for record in records:
        by_path.setdefault(record.path, []).append(record)
    return [Document(several[0].place.text, several[0].title, tuple(several)) for several in by_path.values()]


def href(target: Target) -> str:
    """Where a flat site would put everything."""
    if isinstance(target, Address):
        return f"trace/{target.path}.html"
    if isinstance(target, Record):
        return f"{target.kind}/{target.id}.html"
    return "guide.html" if target.path == "docs/guide.md" else ""


def people() -> list[Record]:
    return [
        made(Person, "jane.doe", title="Jane Doe", joined="2024-01-08", contact="jane@example.org"),
        made(Person, "sam.lee", title="Sam Lee", contact="#sam"),
        made(Person, "maria.chen", title="Maria Chen", page=False, path="docs/people.md"),
        made(Person, "omar.hakim", title="Omar Hakim", left="2026-07-15", successor=["sam.lee"], page=False,
             path="docs/people.md"),
        made(Person, "noor.ali", title="نور علي", joined="2027-02-01"),
        made(Team, "activation", title="Activation team", members=["jane.doe", "sam.lee"], lead=["jane.doe"],
             contact="#agentops-activation"),
        made(Role, "head-of-import", title="Head of import", holders=[
            {"person": ["omar.hakim"], "from_": "2024-05-01", "to": "2026-07-15"},
            {"person": ["maria.chen"], "from_": "2026-07-15"}]),
        made(Role, "head-of-nothing", title="Head of nothing"),
        made(Role, "twins", title="Twins", holders=[{"person": ["jane.doe"]}, {"person": ["sam.lee"]}]),
    ]  # fmt: skip


def work() -> list[Record]:
    return [
        made(Outcome, "onboarding", title="Onboarding under 15 minutes", owner=["head-of-import"], backup=["jane.doe"],
             due="2027-03-31", success_criteria=["activation AHA rate ≥ 45 %"], if_wrong=["owner"],
             measure={"type": "metric", "unit": "minutes", "baseline": "45", "target": "15"},
             mission={"for_": "new admins", "deliver": "a live workspace"}),
        made(Outcome, "coverage", title="Test coverage of module X", due="2026-06-30"),
        made(Outcome, "left", title="Held by one who left", owner=["omar.hakim"], backup=["twins"], due="2027-01-31"),
        made(Outcome, "vacant", title="Held by a vacant role", owner=["head-of-nothing"], backup=["sam.lee"]),
        made(Outcome, "crowded", title="Held by two", owner=["twins"], backup=["activation"], due="2027-02-28"),
        made(Outcome, "several", title="Two names", owner=["jane.doe", "sam.lee"], backup=["sam.lee"],
             due="2027-01-01"),
        made(Outcome, "unknown", title="An unknown name", owner=["bob"], backup=["jane.doe"], due="2027-01-01"),
        made(Outcome, "shipped", title="Shipped", owner=["omar.hakim"], status="met", due="2026-05-31",
             result={"value": "96 %", "on": "2026-05-20", "by": ["jane.doe"], "evidence": "https://example.org/r(1)."}),
        made(Agent, "import-triage", title="Import triage", owner=["jane.doe"], backup=["sam.lee"], status="active",
             autonomy="L2", outcomes=["onboarding"], contact="#agentops-activation", runbook=["triage-runbook"],
             purpose="Classify import errors; see https://example.org/triage.",
             will_do=["classify E1 to E3", "open PRs"], wont_do=["touch billing"],
             tools=[{"name": "read_logs", "scope": "services/importer"}],
             acceptance=[{"metric": "accuracy", "op": ">=", "value": "95", "unit": "%", "on": "the golden set"}],
             rollback={"trigger": ["any sev 1", "drift over 2 % in 2 weeks"], "procedure": "run revert_to_last_good",
                       "by": ["sam.lee"]},
             context=["import-pack@v3"], hired="2025-08-01", reviewer=["maria.chen"],
             waivers=[{"code": "AGT001", "reason": "later", "owner": ["jane.doe"], "until": "2027-01-31"}],
             reviews=[{"due": "2026-12-01"}, {"due": "2026-09-01", "on": "2026-09-02"}]),
        made(Agent, "idle", title="Idle", status="proposed"),
        made(Agent, "gone", title="Gone", status="retired", owner=["omar.hakim"]),
    ]  # fmt: skip


def papers() -> list[Record]:
    return [
        made(Decision, "promote", title="Promote import triage", owner=["jane.doe"], date="2025-09-15",
             status="accepted", promotes={"agent": ["import-triage"], "from_": "L1", "to": "L2"},
             decision_makers=["jane.doe", "the board"], decision="Import triage may open pull requests",
             evidence=[{"metric": "accuracy", "value": "96 %", "period": "4 weeks", "source": "../guide.md#evals"}],
             follow_up=[{"on": "2025-09-29", "who": ["sam.lee"], "what": "look again"}]),
        made(Decision, "hire", title="Hire import triage", owner=["jane.doe"], date="2025-08-01", status="superseded",
             superseded_by=["promote"], affects=["agent:import-triage"]),
        made(Raci, "triage-raci", title="Who does what in triage", scope=["agent:import-triage"], rows=[
            {"activity": "classify", "responsible": ["agent:import-triage"], "accountable": ["jane.doe"]},
            {"activity": "promote", "responsible": ["jane.doe"], "accountable": ["jane.doe"],
             "informed": ["activation"]},
            {"activity": " Classify", "responsible": ["agent:import-triage"]},
            {"activity": "stop", "responsible": ["sam.lee"]}]),
        made(Runbook, "triage-runbook", title="When triage drifts", owner=["sam.lee"], trigger="drift over 2 %",
             escalation=["jane.doe"], tested="2026-10-01"),
        made(Incident, "pir-7", title="A wrong merge", owner=["jane.doe"], date="2026-09-03", severity="sev 2",
             affects=["agent:import-triage"], actions=[
                 {"what": "tighten the scope", "owner": ["sam.lee"], "due": "2026-10-01"},
                 {"what": "tell the users", "owner": ["jane.doe"], "due": "2026-09-05", "done": True}]),
        made(ContextPack, "import-pack", title="Import pack", owner=["sam.lee"], version="v3", refreshed="2026-06-01",
             fresh_for="3 months"),
    ]  # fmt: skip


def trace_of(records: Iterable[Record]) -> DocGraph:
    guide = Document(Text("docs/guide.md", ""), "The guide", mentions=(Mention(0, "onboarding"),))
    return build([*documents(records), guide], AS_OF)


def found(
    record: Record,
    message: str,
    severity: Severity = Severity.ERROR,
    *,
    code: str = "OWN001",
    waived: Waived | None = None,
    accepted: Accepted | None = None,
) -> Finding:
    return Finding(
        record.at("id"), message, "add `owner: <person or role id>`", record.ref, ("owner",), severity=severity,
        code=code, name="orphan-outcome", owner="jane.doe", waived=waived, accepted=accepted,
    )  # fmt: skip


def organisation() -> Site:
    records = [*people(), *work(), *papers()]
    graph = trace_of(records)
    by_id = {record.ref: record for record in records}
    waived = Waived("she starts in February", "jane.doe", date(2027, 1, 31))
    return Site(
        graph,
        (
            found(by_id["outcome:coverage"], "outcome `coverage` has no owner"),
            found(by_id["agent:idle"], "agent `idle` has no purpose", Severity.WARNING, code="AGT001"),
            found(by_id["agent:import-triage"], "no last measure", Severity.INFO, code="AGT009"),
            found(by_id["outcome:left"], "`omar.hakim` left on 2026-07-15", code="OWN004", waived=waived),
        ),
    )


def get(site: Site, ref: str) -> Record:
    record = site.graph.get(ref)
    assert record is not None, ref
    return record
