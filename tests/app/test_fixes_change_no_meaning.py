"""A fix makes no record of a page, changes no record's kind, and renames no key to one of another meaning."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from msgspec import Struct

from docgraph.app import apply_fixes, check
from docgraph.kinds import BY_NAME, KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from tests.corpus import project_of

SEED = 29
VARIANTS = 300
_SUFFIXES = ("a", "al", "ly", "ship", "ing", "ist", "hood", "ify", "ed", "-x")
_OTHER_WORDS = (
    *("Persona", "personal", "rules", "racing", "incidental", "precision", "revision", "steam", "terms"),
    *("agency", "incidence", "rulebook", "personnel", "rule", "page", "notebook", "tears", "racism"),
)
_OF_ANY_PAGE = ("title: Sally", "description: x", "tags: [a]", "author: sam", "layout: page", "date: 2026-01-01")
_FOREIGN = {
    "mode": "subagent",
    "approved": "true",
    "name": "code-reviewer",
    "summary": "Sorts",
    "context-": "x",
    "goal": "x",
    "toolset": "[a]",
    "levels": "x",
    "expires": "2027-01-01",
    "background": "true",
    "infer": "false",
}


_RIGHT = "---\nkind: {0}\nowner: jane\n---\n# {0}\n"
_PEOPLE = {"jane.md": "---\nkind: person\n---\n"}


class Done(Struct):
    """One document of a project before and after all fixes: its text, and the addresses of its records."""

    text: str
    before: set[str]
    after: set[str]
    errors: list[str]
    fixed: str


def _fixed(texts: list[str]) -> list[Done]:
    """What fixing makes of each document, of which all are in one project."""
    files = {f"p{number}.md": text for number, text in enumerate(texts)}
    project = project_of(_PEOPLE | files)
    before, done = check(project), apply_fixes(project)
    changed = {source.path: source.content.decode() for source in done.changed}
    return [
        Done(
            text,
            {record.ref for record in before.graph.records if record.path == path},
            {record.ref for record in done.result.graph.records if record.path == path},
            [
                finding.code
                for finding in before.open_findings
                if finding.at.path == path and finding.severity is Severity.ERROR
            ],
            changed.get(path, text),
        )
        for path, text in files.items()
    ]


def _variants(made: Callable[[random.Random], str]) -> list[Done]:
    rng = random.Random(SEED)
    return _fixed([made(rng) for _ in range(VARIANTS)])


@pytest.mark.slow
def test_a_page_of_another_kind_becomes_no_record() -> None:
    def page(rng: random.Random) -> str:
        derived = rng.choice([name for name in BY_NAME if len(name) > 4]) + rng.choice(_SUFFIXES)
        word = rng.choice((derived, rng.choice(_OTHER_WORDS)))
        keys = "".join(f"{key}\n" for key in rng.sample(_OF_ANY_PAGE, rng.randrange(4)))
        return f"---\nkind: {rng.choice((word, word.title(), word.upper()))}\n{keys}---\n# Sally\n"

    wrong = [done for done in _variants(page) if done.after or done.errors or done.fixed != done.text]
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


def test_an_example_of_front_matter_below_text_becomes_no_record() -> None:
    def page(rng: random.Random) -> str:
        above = rng.choice(("# How we write\n\nUse:\n\n", "Use:\n\n", "# Form\n\n", "<!-- a -->\n# Form\n", "- a\n\n"))
        below = rng.choice(("", "\nThat is it.\n", "\n---\n", "\n# More\n"))
        key = rng.choice(("owner: jane", "id: x", "title: X"))
        return f"{above}---\nkind: {rng.choice(KINDS).kind}\n{key}\n---\n{below}"

    wrong = [done for done in _variants(page) if done.after or done.fixed != done.text]
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


@pytest.mark.slow
def test_a_list_of_texts_beside_the_keys_of_a_record_changes_no_kind() -> None:
    def page(rng: random.Random) -> str:
        kind = rng.choice([kind for kind in KINDS if kind.plural not in fields_of(kind)])
        own = [key for key in ("owner", "contact", "backup", "holders", "members", "scope") if key in fields_of(kind)]
        items = rng.choice(("['*']", "[planner, coder]", "[]", "planner", "[1, 2]"))
        keys = [f"{key}: jane" for key in rng.sample(own, rng.randint(1, len(own)))] + [f"{kind.plural}: {items}"]
        rng.shuffle(keys)
        return "\n".join(("---", f"kind: {kind.kind}", *keys, "---", "# X", ""))

    wrong = [done for done in _variants(page) if len(done.before) != 1 or done.after != done.before]
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


@pytest.mark.slow
def test_a_key_that_is_another_word_is_not_renamed() -> None:
    def page(rng: random.Random) -> str:
        key = rng.choice(list(_FOREIGN))
        keys = [f"{key}: {_FOREIGN[key]}", *rng.sample(("title: Bar", "contact: x", "owner: jane", "tools: [a]"), 2)]
        rng.shuffle(keys)
        return "\n".join(("---", "kind: agent", *keys, "---", "# X", ""))

    wrong = [done for done in _variants(page) if done.fixed != done.text]
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


@pytest.mark.slow
def test_a_misspelling_is_still_fixed() -> None:
    def page(rng: random.Random) -> str:
        kind = rng.choice(("outcome", "agent", "decision", "runbook", "incident"))
        at = rng.randrange(1, len(kind) - 1)
        swapped = kind[:at] + kind[at + 1] + kind[at] + kind[at + 2 :]
        word = rng.choice((f"{kind[:at]}q{kind[at + 1 :]}", kind[:at] + kind[at] + kind[at:], swapped))
        key = rng.choice(("onwer", "ownr", "owneer", "Owner", "owners", "owmer"))
        word, key = rng.choice(((word, "owner"), (kind, key)))
        return f"---\nkind: {word}\n{key}: jane\n---\n# {kind}\n"

    missed = [done for done in _variants(page) if done.fixed != _RIGHT.format(done.text.split()[-1])]
    assert not missed, f"{len(missed)} of {VARIANTS}, such as {missed[:3]}"
