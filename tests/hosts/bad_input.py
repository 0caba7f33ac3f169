"""Files that a reader must survive: for each the bytes, and where and how it has to be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bad:
    """A broken file. `edit` is a part of the help line: the edit that mends it."""

    name: str
    content: bytes
    code: str
    line: int
    column: int
    edit: str


def _agent(extra: str) -> bytes:
    return f"---\nkind: agent\nid: a\n{extra}---\n".encode()


def _outcome(owner: str) -> bytes:
    return (
        "---\nkind: outcome\nid: o\n"
        f"owner: {owner}\n"
        "backup: jane\ndue: 2027-01-01\nif-wrong: sam\nsuccess-criteria: [it is live]\n---\n"
    ).encode()


def _raci(accountable: str) -> bytes:
    table = "| Activity | Responsible | Accountable |\n|---|---|---|\n"
    return f"---\nkind: raci\nid: r\nscope: outcome:fine\n---\n{table}| merge | jane | {accountable} |\n".encode()


_OUTCOME = _outcome("jane").replace(b"backup: jane", b"backup: sam")
_WHOLE = "owner: jane\nbackup: sam\nwill-do: x\nwont-do: y\nrollback: {trigger: t, procedure: p}\n"
_ROW = b"---\nkind: raci\nid: r\nscope: outcome:fine\nrows:\n  - {activity: merge, accountable: []}\n---\n"

BAD = (
    Bad("unclosed", b"---\nkind: agent\nid: a\n\n# Agent\n", "DOC012", 1, 1, "add a line `---`"),
    Bad("tab", _agent("tools:\n\t- x\n"), "DOC001", 5, 1, "replace the tab by two spaces"),
    Bad("colon", _agent("title: Agent: x\n"), "DOC001", 4, 13, 'quote it: `title: "Agent: x"`'),
    Bad("at", _agent("owner: @alice\n"), "DOC001", 4, 8, "write the id: `owner: alice`"),
    Bad("twice", _agent("owner: jane\nowner: sam\n"), "DOC001", 5, 1, "keep one of the two"),
    Bad("list", _agent("purpose: [a, b]\n" + _WHOLE), "DOC003", 4, 10, "write one value"),
    Bad("kind", b"---\nkind: agnet\nid: a\n---\n", "DOC002", 2, 7, "write `kind: agent`"),
    Bad("key", _outcome("jane").replace(b"backup: jane", b"bakcup: sam"), "DOC004", 5, 1, "write `backup:`"),
    Bad("date", _OUTCOME.replace(b"2027-01-01", b"2027-02-30"), "DOC007", 6, 6, "YYYY-MM-DD"),
    Bad("placeholder", _outcome("{name}"), "DOC006", 4, 8, "replace `{name}`"),
    Bad("bomb", b"---\nkind: agent\na: &a [x, x]\nb: &b [*a, *a]\n---\n", "DOC001", 3, 4, "write the value out"),
    Bad("brackets", b"---\nkind: agent\na: " + b"[" * 200_000 + b"\n---\n", "DOC001", 3, 35, "flatten"),
    Bad("utf16", "---\nkind: agent\n---\n".encode("utf-16"), "DOC009", 1, 1, "save the file as UTF-8"),
    Bad("latin", b"---\nkind: agent\ntitle: caf\xe9\n---\n", "DOC009", 3, 11, "save the file as UTF-8"),
    Bad("nul", b"---\nkind: agent\nid: a\0b\n---\n", "DOC009", 3, 6, "delete it"),
    Bad("team-owner", _outcome("crew"), "OWN003", 4, 8, "name one of"),
    Bad("agent-owner", _outcome("bot"), "OWN003", 4, 8, "person"),
    Bad("everyone", _outcome("everyone"), "OWN012", 4, 8, "owner: "),
    Bad("left", _outcome("gone"), "OWN004", 4, 8, "owner"),
    Bad("two-accountable", _raci("jane, sam"), "RAC001", 8, 1, "one"),
    Bad("none-accountable", _ROW, "RAC001", 6, 5, "accountable"),
)  # fmt: skip

GOOD = {
    "jane.md": b"---\nkind: person\n---\n",
    "sam.md": b"---\nkind: person\n---\n",
    "gone.md": b"---\nkind: person\nleft: 2026-07-15\nsuccessor: sam\n---\n",
    "crew.md": b"---\nkind: team\nmembers: [jane, sam]\n---\n",
    "bot.md": (
        b"---\nkind: agent\nowner: jane\nbackup: sam\nstatus: active\npurpose: sorts errors\nwill-do: [sort]\n"
        b"wont-do: [delete]\noutcomes: [fine]\nrollback: {trigger: [a sev1], procedure: switch it off}\n---\n"
    ),
    "fine.md": (
        b"---\nkind: outcome\nowner: jane\nbackup: sam\ndue: 2027-01-01\nif-wrong: owner\n"
        b"success-criteria: [it is live]\n---\n"
    ),
}
