"""Files that the reader must survive: for each its bytes, and the location and text of its finding."""

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
_COMPLETE = "owner: jane\nbackup: sam\nwill-do: x\nwont-do: y\nrollback: {trigger: t, procedure: p}\n"
_ROW = b"---\nkind: raci\nid: r\nscope: outcome:fine\nrows:\n  - {activity: merge, accountable: []}\n---\n"

_UNCLOSED = _OUTCOME[:-4] + b"\n# O\n\n%s\n---\n\nmore\n"

_FENCED = b"!!! note\n    ```xml\n    <![foo\n    ```\n\n> ~~~\n> <![foo\n> ~~~\n"

BAD = (
    Bad("unclosed", b"---\nkind: agent\nid: a\n\n# Agent\n", "DOC012", 1, 1, "add a `---` line"),
    Bad("tab", _agent("tools:\n\t- x\n"), "DOC001", 5, 1, "replace the tab with two spaces"),
    Bad("colon", _agent("title: Agent: x\n"), "DOC001", 4, 13, 'quote it: `title: "Agent: x"`'),
    Bad("at", _agent("owner: @alice\n"), "DOC001", 4, 8, "write the id: `owner: alice`"),
    Bad("twice", _agent("owner: jane\nowner: sam\n"), "DOC001", 5, 1, "keep one of the two"),
    Bad("list", _agent("purpose: [a, b]\n" + _COMPLETE), "DOC003", 4, 10, "write one value"),
    Bad("kind", b"---\nkind: agnet\nid: a\n---\n", "DOC002", 2, 7, "write `kind: agent`"),
    Bad("key", _outcome("jane").replace(b"backup: jane", b"bakcup: sam"), "DOC004", 5, 1, "rename it to `backup:`"),
    Bad("date", _OUTCOME.replace(b"2027-01-01", b"2027-02-30"), "DOC007", 6, 6, "YYYY-MM-DD"),
    Bad("placeholder", _outcome("{name}"), "DOC006", 4, 8, "replace `{name}`"),
    Bad("bomb", b"---\nkind: agent\na: &a [x, x]\nb: &b [*a, *a]\n---\n", "DOC001", 3, 4, "write the value out"),
    Bad("brackets", b"---\nkind: agent\na: " + b"[" * 200_000 + b"\n---\n", "DOC001", 3, 35, "flatten"),
    Bad("utf16", "---\nkind: agent\n---\n".encode("utf-16"), "DOC009", 1, 1, "save the file as UTF-8"),
    Bad("utf16-unmarked", "---\nkind: agent\n---\n".encode("utf-16-le"), "DOC009", 1, 1, "save the file as UTF-8"),
    Bad("utf16-unmarked-be", "---\nkind: agent\n---\n".encode("utf-16-be"), "DOC009", 1, 1, "save the file as UTF-8"),
    Bad("one-dash", "—\nkind: agent\nid: a\n—\n# A\n".encode(), "DOC012", 1, 1, "write the fences as `---`"),
    Bad("list-of-one", _OUTCOME.replace(b"kind: outcome", b"kind: outcomes"), "DOC003", 2, 7, "write `kind: outcome`"),
    Bad("owner-twice", _OUTCOME.replace(b"backup", b"Owner: sam\nbackup"), "DOC004", 5, 1, "one of `owner`"),
    Bad("latin", b"---\nkind: agent\ntitle: caf\xe9\n---\n", "DOC009", 3, 11, "save the file as UTF-8"),
    Bad("nul", b"---\nkind: agent\nid: a\0b\n---\n", "DOC009", 3, 6, "delete the NUL character"),
    Bad("long-title", _OUTCOME.replace(b"id: o\n", b"id: o\ntitle: [a, b]\n") + b"# O\n", "DOC003", 4, 8, "one value"),
    Bad("section", _OUTCOME + b"`x` <![ y\n", "DOC015", 10, 5, "write `&lt;![`"),
    Bad("section-in-code", _OUTCOME + b"`<![ y`\n", "DOC015", 10, 2, "put it in a fenced code block"),
    Bad("section-in-indented-code", _OUTCOME + b"\n    <![ y\n", "DOC015", 11, 5, "put it in a fenced code block"),
    Bad("section-after-fences", _OUTCOME + _FENCED + b"\n<![ y\n", "DOC015", 19, 1, "write `&lt;![`"),
    Bad("section-of-a-page", b"# P\n\n<![ y\n", "DOC015", 3, 1, "write `&lt;![`"),
    Bad("brackets-in-a-body", _OUTCOME + b"[" * 200_000 + b"\n", "DOC015", 10, 1, "delete it"),
    Bad("brackets-of-a-page", b"# P\n\n" + b"[" * 200_000 + b"\n", "DOC015", 3, 1, "delete it"),
    Bad("closed-by-a-rule", _UNCLOSED % b"text\n", "DOC012", 10, 1, "add a `---` line above it"),
    Bad("closed-by-a-rule-below-a-list", _UNCLOSED % b"- a: b\n", "DOC012", 10, 1, "add a `---` line above it"),
    Bad("closed-by-a-rule-below-keys", _UNCLOSED % b"We said: go\n", "DOC012", 10, 1, "add a `---` line above it"),
    Bad("closed-by-an-underline", _OUTCOME[:-4] + b"\ntext\n---\n", "DOC012", 10, 1, "add a `---` line above it"),
    Bad("team-owner", _outcome("crew"), "OWN003", 4, 8, "set `owner:` to "),
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
