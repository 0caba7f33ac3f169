"""Bodies: prose, the template forms with their labels, the sections of a decision log, and RACI tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.faults.page import spot
from tests.faults.records import Entry, Keys, Style, Value

LABELS = {
    "outcome": {
        "owner": "Owner",
        "backup": "Backup",
        "due": "Due",
        "success-criteria": "Success criteria",
        "expectations": "Expectations",
        "if-wrong": "If wrong",
        "wrong-if": "Wrong if",
    },
    "decision": {
        "date": "Date",
        "owner": "Owner",
        "status": "Status",
        "context": "Context",
        "options": "Options",
        "decision": "Decision",
        "why": "Why",
        "rollback": "Rollback plan",
    },
    "incident": {"owner": "Owner", "date": "Date", "severity": "Severity", "guardrails": "Guardrails"},
    "runbook": {"owner": "Owner", "trigger": "Trigger", "severity": "Severity", "rollback": "Rollback"},
}
_AGENT = (
    "purpose", "will-do", "wont-do", "exit", "inputs", "tools", "acceptance", "owner", "backup", "contact", "rollback"
)  # fmt: skip
ROLES = ("responsible", "accountable", "consulted", "informed")
_PROSE = (
    "It is read out in the Monday round.",
    "What changes here is told to the people it names.",
    "The numbers behind it are in the dashboard of the team.",
)


def front_keys(entry: Entry, style: Style) -> Keys:
    """The keys that stand in the front matter: those that the body does not say."""
    labelled = {"rows"} if style.table else set()
    if style.template:
        labelled |= set(_AGENT) if entry.kind == "agent" else set(LABELS.get(entry.kind, ()))
    return {key: value for key, value in entry.keys.items() if key not in labelled}


def body_of(entry: Entry, style: Style) -> list[str]:
    """The body of an entry's own page."""
    lines = [f"# {_mark(entry, 'title', entry.title)}", ""]
    if style.template and entry.kind == "agent":
        lines += _packet(entry, style)
    elif style.template and entry.kind in LABELS:
        lines += _labelled(entry, style)
    if style.table:
        lines += _lettered(entry) if style.table == "lettered" else _named(entry)
    lines += [spot("prose", style.choice("prose", *_PROSE)), ""]
    for number, name in enumerate(entry.mentions):
        lines += [f"See [[{_mark(entry, f'mention/{number}', name)}]].", ""]
    return lines


def section_of(entry: Entry, style: Style) -> list[str]:
    """An entry of a decision log."""
    return [f"## {_mark(entry, '@', 'Decision')}: {_mark(entry, 'title', entry.title)}", "", *_labelled(entry, style)]


def _mark(entry: Entry, name: str, text: str = "") -> str:
    return spot(f"{entry.ref} {name}", text)


def _label(entry: Entry, style: Style, key: str, label: str) -> str:
    labelled = _mark(entry, f"{key}:", label)
    return style.choice("label", f"**{labelled}**:", f"**{labelled}:**", f"__{labelled}__:")


def _labelled(entry: Entry, style: Style) -> list[str]:
    lines: list[str] = []
    for key, label in LABELS[entry.kind].items():
        if key in entry.keys:
            lines += [*_value_lines(_label(entry, style, key, label), entry, key), ""]
    return lines


def _value_lines(head: str, entry: Entry, key: str) -> list[str]:
    value = entry.keys[key]
    if isinstance(value, str):
        return [f"{head} {_mark(entry, key, value)}" if value else f"{head}{_mark(entry, key)}"]
    assert isinstance(value, Sequence)
    items = [_mark(entry, f"{key}/{number}", str(item)) for number, item in enumerate(value)]
    if key in ("owner", "backup", "if-wrong"):
        return [f"{head} {', '.join(items)}"]
    return [head, "", *(f"- {item}" for item in items)]


def _packet(entry: Entry, style: Style) -> list[str]:
    """The hiring packet as people print it."""
    lines: list[str] = []
    keys = entry.keys

    def bold(label: str, name: str = "") -> str:
        return _label(entry, style, name or f"{label}!", label)

    if "purpose" in keys:
        lines += [*_value_lines(bold("Purpose", "purpose"), entry, "purpose"), ""]
    bounds = [
        f"- {bold(label, key)} {', '.join(_marked(entry, key))}"
        for key, label in (("will-do", "Will do"), ("wont-do", "Won't do"))
        if key in keys
    ]
    lines += [bold("Boundaries"), "", *bounds, ""]
    for key, label in (("exit", "Exit criteria"), ("inputs", "Inputs")):
        if key in keys:
            lines += [*_value_lines(bold(label, key), entry, key), ""]
    for key, label in (("tools", "Tools"), ("acceptance", "Acceptance")):
        if key in keys:
            lines += [bold(label, key), "", *(f"- {item}" for item in _short(entry, key)), ""]
    contacts = [("owner", "Primary"), ("backup", "Backup"), ("contact", "Contact")]
    lines += [bold("Owner & On-Call"), ""]
    for key, label in contacts:
        if key in keys:
            lines += [f"- {line}" for line in _value_lines(f"{_mark(entry, f'{key}:', label)}:", entry, key)]
    rollback = keys.get("rollback")
    if isinstance(rollback, Mapping):
        lines += ["", bold("Rollback", "rollback"), "", *_rollback(entry, rollback)]
    return [*lines, ""]


def _rollback(entry: Entry, rollback: Mapping[str, Value]) -> list[str]:
    lines = []
    for key, value in rollback.items():
        texts = [value] if isinstance(value, str) else [str(item) for item in value]
        lines.append(f"- {key.capitalize()}: {_mark(entry, f'rollback/{key}', ', '.join(texts))}")
    return lines


def _marked(entry: Entry, key: str) -> list[str]:
    value = entry.keys[key]
    assert not isinstance(value, (str, Mapping))
    return [_mark(entry, f"{key}/{number}", str(item)) for number, item in enumerate(value)]


def _short(entry: Entry, key: str) -> list[str]:
    """The maps of a list in their short form."""
    lines = []
    items = entry.keys[key]
    assert not isinstance(items, (str, Mapping))
    for number, item in enumerate(items):
        assert isinstance(item, Mapping)
        if key == "tools":
            text = f"`{item['name']}`" + (f" ({item['scope']})" if "scope" in item else "")
        else:
            text = " ".join(str(item[part]) for part in ("metric", "op", "value", "unit") if part in item)
            text += f" on {item['on']}" if "on" in item else ""
        lines.append(_mark(entry, f"{key}/{number}@") + text)
    return lines


def _parties(row: Mapping[str, Value], role: str) -> list[str]:
    value = row.get(role, ())
    return [value] if isinstance(value, str) and value else [str(name) for name in value]


def _named(entry: Entry) -> list[str]:
    """The rows as a table whose columns are roles."""
    lines = ["| Activity | Responsible | Accountable | Consulted | Informed |", "|---|---|---|---|---|"]
    for number, row in enumerate(entry.maps("rows")):
        cells = [
            ", ".join(_mark(entry, f"rows/{number}/{role}/{at}", name) for at, name in enumerate(_parties(row, role)))
            for role in ROLES
        ]
        lines.append(f"{_mark(entry, f'rows/{number}@')}| {row['activity']} | {' | '.join(cells)} |")
    return [*lines, ""]


def _lettered(entry: Entry) -> list[str]:
    """The rows as a table whose columns are parties and whose cells hold letters."""
    rows = entry.maps("rows")
    names = list(dict.fromkeys(name for row in rows for role in ROLES for name in _parties(row, role)))
    head = " | ".join(_mark(entry, f"party/{name}", name) for name in names)
    lines = [f"| Activity | {head} |", f"|---|{'---|' * len(names)}"]
    for number, row in enumerate(rows):
        cells = ["/".join(role[0].upper() for role in ROLES if name in _parties(row, role)) for name in names]
        lines.append(f"{_mark(entry, f'rows/{number}@')}| {row['activity']} | {' | '.join(cells)} |")
    return [*lines, ""]
