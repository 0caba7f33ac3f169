"""Agents: AI systems at work, as their hiring packet describes them."""

import re
from typing import Annotated, Any, ClassVar, Literal

from docgraph.kinds.ownership import BACKED, HUMAN, Owner, Tenure
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Amount, Day, DueDay, Flag, Fold, Level, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import COMMAS, NAMES, Labels, Misspellings, Part, Record

_TOOL = re.compile(r"`?([^`(]{1,200}?)`?\s*\(([^()]*)\)\s*\Z")
_BOUND = re.compile(
    r"(?P<metric>[^<>=≤≥]{1,300}?)\s*(?P<op><=|>=|==|=|<|>|≤|≥)\s*(?P<sign>[$€£]?)"
    r"(?P<value>\d{1,18}(?:[.,]\d{1,18}){0,5})(?!\d)\s*"
    r"(?P<unit>(?:(?!on\b)[^\s<>≤≥]{1,40}(?:\s+(?!on\b)[^\s<>≤≥]{1,40}){0,20}?)?)"
    r"(?:\s*\bon\s+(?:the\s+)?(?P<on>.{1,300}))?\Z"
)
_OWNERSHIP = {
    "primary": "owner",
    "backup": "backup",
    "contact": "contact",
    "owner": "owner",
    "deputy": "backup",
    "slack": "contact",
    "channel": "contact",
}
_OPERATORS = {"≤": "<=", "≥": ">=", "=": "=="}


class Tool(Part):
    """Something an agent may use, and how far it reaches."""

    PRIMARY: ClassVar[str] = "name"
    misspelled_keys: ClassVar[Misspellings] = {
        "tool": "name",
        **dict.fromkeys(("permission", "permissions", "rights"), "access"),
    }
    colon_short_form: ClassVar[bool] = True

    name: Annotated[str, NAMES] = ""
    scope: str = ""
    access: str = ""

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        found = _TOOL.match(text)
        return {"name": found[1].strip(), "scope": found[2].strip()} if found else {"name": text.strip("` ")}


class Acceptance(Part):
    """One bar, such as an agent's work must clear: a metric, an operator, a number, a unit, and on what."""

    PRIMARY: ClassVar[str] = "metric"
    misspelled_keys: ClassVar[Misspellings] = {"name": "metric", "operator": "op"}
    colon_short_form: ClassVar[bool] = True

    metric: str = ""
    op: str = ""
    value: Amount | None = None
    unit: str = ""
    on: str = ""

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        found = _BOUND.match(text.strip())
        if not found:
            return {"metric": text}
        parts = {key: (value or "").strip() for key, value in found.groupdict().items()}
        parts["metric"] = parts["metric"].rstrip(": ")
        parts["op"] = _OPERATORS.get(parts["op"], parts["op"])
        parts["unit"] = parts.pop("sign") + parts["unit"]
        return {key: value for key, value in parts.items() if value}


class Rollback(Part):
    """How an agent is stopped: on what, by which procedure, and who does it."""

    PRIMARY: ClassVar[str] = "procedure"

    trigger: Annotated[Texts, Required(Severity.ERROR)] = ()
    procedure: Annotated[str, Required(Severity.ERROR)] = ""
    by: Annotated[Texts, HUMAN] = ()


class Identity(Part):
    """Under which name an agent is registered and acts."""

    PRIMARY: ClassVar[str] = "registry"

    registry: str = ""
    principal: str = ""


class Review(Part):
    """A review of an agent: when it is due, when it took place, and the decision that came of it."""

    PRIMARY: ClassVar[str] = "due"

    due: DueDay | None = None
    on: Day | None = None
    decision: Annotated[Texts, ReferenceRule(("decision",))] = ()


OnboardingItem = Annotated[Flag, Required(Severity.WARNING)]


class Onboarding(Part):
    """The onboarding list: each item true, false, or a link to the evidence."""

    registry: OnboardingItem = False
    evals: OnboardingItem = False
    tracing: OnboardingItem = False
    policy_tests: OnboardingItem = False
    runbook_raci: OnboardingItem = False
    reviews: OnboardingItem = False


class Agent(Record):
    """An AI system with an owner. Without a `status` it has none and is
    live; a missing level means `L1`."""

    kind: ClassVar[str] = "agent"
    plural: ClassVar[str] = "agents"
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        "agent": ("id", "title"),
        "level": "autonomy",
        **dict.fromkeys(("serves", "outcome"), "outcomes"),
        **dict.fromkeys(("goal", "objective", "summary"), "purpose"),
        **dict.fromkeys(("metrics", "metric", "kpis", "criteria", "acceptance-criteria"), "acceptance"),
        **dict.fromkeys(("start", "start-date", "started", "since"), "hired"),
    }
    labels: ClassVar[Labels] = {
        "purpose": "purpose",
        "boundaries": {"will do": "will-do", "won't do": "wont-do"},
        "will do": "will-do",
        "won't do": "wont-do",
        "exit": "exit",
        "exit criteria": "exit",
        "inputs": "inputs",
        "tools": "tools",
        "acceptance": "acceptance",
        "owner & on-call": _OWNERSHIP,
        "ownership": _OWNERSHIP,
        "owner": "owner",
        "backup": "backup",
        "contact": "contact",
        "status": "status",
        "autonomy": "autonomy",
        "level": "autonomy",
        "model": "model",
        "hired": "hired",
        "reviewer": "reviewer",
        "rollback": {"trigger": "rollback.trigger", "procedure": "rollback.procedure", "by": "rollback.by"},
    }

    owner: Owner = ()
    backup: Annotated[Texts, BACKED, Required(Severity.ERROR)] = ()
    contact: str = ""
    status: Annotated[Literal["proposed", "active", "suspended", "retired"] | None, Fold, Required(Severity.ERROR)] = (
        None
    )
    purpose: Annotated[str, Required(Severity.WARNING)] = ""
    outcomes: Annotated[Texts, ReferenceRule(("outcome",), "serves", "served-by")] = ()
    autonomy: Annotated[Level, Required(Severity.ERROR)] = "L1"
    will_do: Annotated[Texts, Required(Severity.WARNING)] = ()
    wont_do: Annotated[Texts, Required(Severity.WARNING)] = ()
    exit: Texts = ()
    inputs: Texts = ()
    context: Annotated[Texts, ReferenceRule(("context-pack",), "uses-context", "used-by")] = ()
    tools: Annotated[tuple[Tool, ...], COMMAS, NAMES, Required(Severity.WARNING)] = ()
    acceptance: Annotated[tuple[Acceptance, ...], Required(Severity.WARNING)] = ()
    reviewer: Annotated[Texts, HUMAN, Required(Severity.WARNING)] = ()
    scenarios: Annotated[Texts, Required(Severity.ERROR)] = ()
    thresholds: Annotated[tuple[Acceptance, ...], Required(Severity.ERROR)] = ()
    auto_rollback: Annotated[Flag, Required(Severity.ERROR)] = False
    rollback: Annotated[Rollback | None, Required(Severity.WARNING)] = None
    runbook: Annotated[Texts, ReferenceRule(("runbook",), "follows", "followed-by"), Required(Severity.WARNING)] = ()
    raci: Annotated[
        Texts, ReferenceRule(("raci",), "scoped-to", "has-raci", reverse=True), Required(Severity.WARNING)
    ] = ()
    identity: Identity | None = None
    definitions: Annotated[Texts, COMMAS] = ()
    model: str = ""
    hired: Day | None = None
    reviews: Annotated[tuple[Review, ...], COMMAS] = ()
    onboarding: Onboarding | None = None
    history: tuple[Tenure, ...] = ()
    built_by: Annotated[Texts, ReferenceRule(("person", "role", "team"), soft=True)] = ()
    approved_by: Annotated[Texts, ReferenceRule(("person", "role"), soft=True)] = ()
    tracing: str = ""
    evals: str = ""
    dashboards: Texts = ()

    @classmethod
    def advice(cls, key: str) -> str:
        own = "add `title:`; if another program reads `name`, such as Claude Code, keep it and add it to `extra-keys`"
        return own if key == "name" else ""

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """`# Agent Hiring Packet: import-triage` heads the printed form; the name is what comes after it."""
        title = data.get("title")
        if isinstance(title, str) and title.lower().startswith("agent hiring packet:"):
            return data | {"title": title.partition(":")[2].strip()}
        return data
