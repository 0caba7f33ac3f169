"""Agents: AI systems in use, as described in agent packets."""

import re
from typing import Annotated, Any, ClassVar, Literal

from docgraph.kinds.ownership import BACKED, HUMAN, Owned, Owner, Tenure, is_day
from docgraph.kinds.presence import names_last_day
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Amount, Day, DueDay, Flag, Fold, Level, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import COMMAS, NAMES, Labels, Misspellings, Part, Record, RelatedRecords

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
    """A tool that an agent may use, with its scope."""

    PRIMARY: ClassVar[str] = "name"
    misspelled_keys: ClassVar[Misspellings] = {
        "tool": "name",
        **dict.fromkeys(("permission", "permissions", "rights"), "access"),
    }
    colon_short_form: ClassVar[bool] = True

    name: Annotated[str, NAMES] = ""
    """The name of the tool."""
    scope: str = ""
    """The data or systems on which the tool may be used, such as `support mailbox`."""
    access: str = ""
    """The kind of access to the scope, such as `read`."""

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        found = _TOOL.match(text)
        return {"name": found[1].strip(), "scope": found[2].strip()} if found else {"name": text.strip("` ")}


class Acceptance(Part):
    """A metric with a threshold, such as `accuracy >= 95 % on the test set`."""

    PRIMARY: ClassVar[str] = "metric"
    misspelled_keys: ClassVar[Misspellings] = {"name": "metric", "operator": "op"}
    colon_short_form: ClassVar[bool] = True

    metric: str = ""
    """The name of the metric."""
    op: str = ""
    """The comparison operator: `>=`, `<=`, `>`, `<` or `==`."""
    value: Amount | None = None
    """The threshold."""
    unit: str = ""
    """The unit of the threshold."""
    on: str = ""
    """The data on which the metric is measured."""

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
    """When and how an agent is stopped, and by whom."""

    PRIMARY: ClassVar[str] = "procedure"

    trigger: Annotated[Texts, Required(Severity.ERROR)] = ()
    """When to stop the agent."""
    procedure: Annotated[str, Required(Severity.ERROR)] = ""
    """How to stop the agent."""
    by: Annotated[Texts, HUMAN] = ()
    """The person or role who stops the agent."""


class Identity(Part):
    """The registration of an agent and the account it uses."""

    PRIMARY: ClassVar[str] = "registry"

    registry: str = ""
    """The registry that lists the agent."""
    principal: str = ""
    """The account that the agent uses."""


class Review(Part):
    """A review of an agent: its due date, its date, and the resulting decision."""

    PRIMARY: ClassVar[str] = "due"

    due: DueDay | None = None
    """The due date of the review."""
    on: Day | None = None
    """The date of the review."""
    decision: Annotated[Texts, ReferenceRule(("decision",))] = ()
    """The decision that resulted from the review."""


OnboardingItem = Annotated[Flag, Required(Severity.WARNING)]


class Onboarding(Part):
    """The onboarding checklist. Each item is true, false, or a link to evidence."""

    registry: OnboardingItem = False
    """Whether the agent is in the registry."""
    evals: OnboardingItem = False
    """Whether the agent's evals run."""
    tracing: OnboardingItem = False
    """Whether the agent's actions are traced."""
    policy_tests: OnboardingItem = False
    """Whether the agent's policies are tested."""
    runbook_raci: OnboardingItem = False
    """Whether the agent has a runbook and a RACI."""
    reviews: OnboardingItem = False
    """Whether reviews of the agent are scheduled."""


class Agent(Owned):
    """An AI system with an owner.

    It counts as live without a `status`. `autonomy` defaults to `L1`.
    """

    kind: ClassVar[str] = "agent"
    has_own_rules: ClassVar[bool] = True
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
    """The one person or role accountable for the agent."""
    backup: Annotated[Texts, BACKED, Required(Severity.ERROR)] = ()
    """The person, role or team who takes over if the owner is unavailable."""
    contact: str = ""
    """A channel, address or URL for questions."""
    status: Annotated[Literal["proposed", "active", "suspended", "retired"] | None, Fold, Required(Severity.ERROR)] = (
        None
    )
    """The stage of the agent. Without a status, the agent counts as live."""
    purpose: Annotated[str, Required(Severity.WARNING)] = ""
    """The purpose of the agent, in one sentence."""
    outcomes: Annotated[Texts, ReferenceRule(("outcome",), "serves", "served-by")] = ()
    """The outcomes that the agent serves."""
    autonomy: Annotated[Level, Required(Severity.ERROR)] = "L1"
    """The autonomy level of the agent (default: `L1`)."""
    will_do: Annotated[Texts, Required(Severity.WARNING)] = ()
    """The tasks that the agent does."""
    wont_do: Annotated[Texts, Required(Severity.WARNING)] = ()
    """The actions that the agent must never take."""
    exit: Texts = ()
    """The conditions under which the agent is no longer needed."""
    inputs: Texts = ()
    """The data that the agent works with."""
    context: Annotated[Texts, ReferenceRule(("context-pack",), "uses-context", "used-by")] = ()
    """The context packs that the agent uses."""
    tools: Annotated[tuple[Tool, ...], COMMAS, NAMES, Required(Severity.WARNING)] = ()
    """The tools that the agent may use, each with its scope."""
    delegates_to: Annotated[Texts, ReferenceRule(("agent",), "delegates-to", "delegated-by")] = ()
    """The agents to which the agent delegates work."""
    acceptance: Annotated[tuple[Acceptance, ...], Required(Severity.WARNING)] = ()
    """The metrics that the work of the agent must meet."""
    reviewer: Annotated[Texts, HUMAN, Required(Severity.WARNING)] = ()
    """The person or role who reviews the work of the agent."""
    scenarios: Annotated[Texts, Required(Severity.ERROR)] = ()
    """The actions that the agent may take on its own; required at L3."""
    thresholds: Annotated[tuple[Acceptance, ...], Required(Severity.ERROR)] = ()
    """The limits that the agent's metrics must meet; required at L4."""
    auto_rollback: Annotated[Flag, Required(Severity.ERROR)] = False
    """Whether or how the agent is rolled back automatically; required at L4."""
    rollback: Annotated[Rollback | None, Required(Severity.WARNING)] = None
    """When and how the agent is stopped."""
    may_stop: Annotated[Texts, ReferenceRule(HUMAN.to, "may-be-stopped-by", "may-stop")] = ()
    """The people and roles who may stop the agent at any time."""
    runbook: Annotated[Texts, ReferenceRule(("runbook",), "follows", "followed-by"), Required(Severity.WARNING)] = ()
    """The runbooks to follow when the agent fails."""
    raci: Annotated[
        Texts, ReferenceRule(("raci",), "scoped-to", "has-raci", reverse=True), Required(Severity.WARNING)
    ] = ()
    """The RACI with the activities of the agent."""
    identity: Identity | None = None
    """The registration of the agent and the account it uses."""
    definitions: Annotated[Texts, COMMAS] = ()
    """The files that define the agent for a host, such as `.claude/agents/bot.md`."""
    model: Texts = ()
    """The AI models that the agent uses."""
    hired: Day | None = None
    """The first day on which the agent worked."""
    reviews: Annotated[tuple[Review, ...], COMMAS] = ()
    """The reviews of the agent, past and scheduled."""
    onboarding: Onboarding | None = None
    """The onboarding checklist."""
    history: tuple[Tenure, ...] = ()
    """Former and current owners with their dates, oldest first."""
    built_by: Annotated[Texts, ReferenceRule(("person", "role", "team"), soft=True)] = ()
    """The person, role or team who built the agent."""
    approved_by: Annotated[Texts, ReferenceRule(("person", "role"), soft=True)] = ()
    """The person or role who approved the agent."""
    tracing: str = ""
    """The location of the agent's traces."""
    evals: str = ""
    """The location of the agent's evals."""
    dashboards: Texts = ()
    """The locations of the agent's dashboards."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change to the document."""

    @property
    def is_live(self) -> bool:
        return self.status != "retired"

    @classmethod
    def advice(cls, key: str) -> str:
        own = "add `title:`; if another program reads `name`, such as Claude Code, keep it and add it to `extra-keys`"
        return own if key == "name" else ""

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        if key in ("id", "status", "title"):
            return ""
        return super().intended_key(key, value) or ("status" if names_last_day(key) and is_day(value) else "")

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Remove the prefix `Agent Hiring Packet:` of the printed template from the title."""
        title = data.get("title")
        if isinstance(title, str) and title.lower().startswith("agent hiring packet:"):
            return data | {"title": title.partition(":")[2].strip()}
        return data
