"""`docgraph explain` and `docgraph kinds`: rules, keys, kinds and levels, and what an unknown name answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import docgraph.cli.commands
from docgraph.cli.commands import COMMANDS
from docgraph.cli.main import docgraph as program
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import LEVEL_DESCRIPTIONS
from docgraph.model.record import Record
from docgraph.report.kind_page import key_page
from docgraph.rules import RULES

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs the command in this process."""
    return lambda *arguments: CliRunner().invoke(program, arguments)


def test_every_command_is_registered_under_the_name_of_its_module() -> None:
    folder = Path(docgraph.cli.commands.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {command.name for command in COMMANDS}, "add the command to COMMANDS in cli/commands/__init__.py"
    assert set(program.commands) == modules


def test_kinds_lists_every_kind_with_a_sentence(run: Run) -> None:
    *rows, blank, hint = run("kinds").output.splitlines()
    assert [row.split()[0] for row in rows] == [kind.kind for kind in KINDS]
    assert all(row.endswith(".") for row in rows)
    assert (blank, hint) == ("", "`docgraph kinds KIND` lists the keys of a kind.")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_kinds_prints_one_line_for_each_key_of_a_kind(run: Run, kind: type[Record]) -> None:
    lines = run("kinds", kind.kind).output.splitlines()
    keys = [line[2:].split()[0] for line in lines[2 : lines.index("", 2)]]
    assert sorted(keys) == sorted(fields_of(kind))
    assert keys[-1] == "waivers"
    assert max(map(len, lines)) <= 110


def test_a_kind_is_found_by_its_plural_and_in_any_case(run: Run) -> None:
    assert run("kinds", "People").output == run("kinds", "person").output


def test_a_mark_shows_the_keys_that_a_rule_checks(run: Run) -> None:
    lines = run("kinds", "agent").output.splitlines()
    assert "* owner          The one person or role accountable for the agent." in lines
    assert "  contact        A channel, address or URL for questions." in lines


def test_a_key_is_explained_in_each_kind(run: Run) -> None:
    assert run("explain", "trigger").output.splitlines() == [
        "`trigger` of runbook: When to use the runbook.",
        "  takes: text",
        "",
        "`rollback.trigger` of agent: When to stop the agent.",
        "  takes: one text or a list",
    ]
    assert run("explain", "if_wrong").output.splitlines() == [
        "`if-wrong` of outcome: Who is accountable if the result is wrong; `owner` is the owner of the outcome.",
        "  takes: one or more ids of: person, role",
        "  relation: answers-for, in the other direction answerable-in",
    ]
    assert run("explain", "signed-off").output.splitlines()[1:] == [
        "  takes: a map with `by`, `on`; a text is its `by`",
        "    by  The person or role who signed off the outcome.",
        "    on  The day of the sign-off.",
    ]


def test_an_owner_is_one_id(run: Run) -> None:
    assert run("explain", "owner").output.splitlines()[1] == "  takes: one id of: person, role"


def test_a_dotted_key_is_explained_alone(run: Run) -> None:
    assert run("explain", "rollback.trigger").output.splitlines()[0] == (
        "`rollback.trigger` of agent: When to stop the agent."
    )
    assert run("explain", "waivers.until").output.startswith("`waivers.until` of every kind: The last day")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_key_of_a_kind_can_be_explained(kind: type[Record]) -> None:
    for key in fields_of(kind):
        assert re.search(rf"^`{key}` of (?:every kind|[^:]*\b{kind.kind}\b)", key_page(key), re.MULTILINE), key


def test_kinds_with_the_same_key_share_its_text(run: Run) -> None:
    assert run("explain", "backup").output.startswith("`backup` of outcome, agent: ")


@pytest.mark.parametrize("level", LEVEL_DESCRIPTIONS)
def test_a_level_is_explained(run: Run, level: str) -> None:
    output = run("explain", level.lower()).output
    assert output.startswith(f"{level}, a level of autonomy: {LEVEL_DESCRIPTIONS[level]}\n")
    assert all(f"\n{name}  {text}\n" in output for name, text in LEVEL_DESCRIPTIONS.items())


def test_a_name_of_a_kind_and_a_key_is_explained_as_both(run: Run) -> None:
    output = run("explain", "raci").output
    assert output.startswith(run("kinds", "raci").output)
    assert "`raci` of agent: The RACI with the activities of the agent." in output


def test_a_rule_is_explained_with_its_first_examples_or_all(run: Run) -> None:
    short, full = run("explain", "own001").output, run("explain", "orphan-outcome", "--all").output
    assert short.endswith("`docgraph explain OWN001 --all` shows 2 more examples.\n")
    assert "--all" not in full
    assert len(short.splitlines()) < len(full.splitlines())


def test_without_a_name_or_with_a_family_rules_are_listed(run: Run) -> None:
    assert [line[:6] for line in run("explain").output.splitlines()] == [rule.code for rule in RULES]
    assert {line[:3] for line in run("explain", "wav").output.splitlines()} == {"WAV"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("explain", ""),
            "unknown rule, key, kind or level ``; "
            "run `docgraph rules` for all rules, `docgraph kinds KIND` for the keys of a kind",
        ),
        (("explain", "onwer"), "unknown rule, key, kind or level `onwer`; did you mean `owner`?"),
        (("explain", "deputy"), "unknown rule, key, kind or level `deputy`; did you mean `backup`?"),
        (("explain", "OWN0001"), "unknown rule, key, kind or level `OWN0001`; did you mean `OWN001`?"),
        (
            ("explain", "orphan-outcom"),
            "unknown rule, key, kind or level `orphan-outcom`; did you mean `orphan-outcome`?",
        ),
        (
            ("explain", "qqqq"),
            "unknown rule, key, kind or level `qqqq`; "
            "run `docgraph rules` for all rules, `docgraph kinds KIND` for the keys of a kind",
        ),
        (("kinds", "agnet"), "unknown kind `agnet`; did you mean `agent`?"),
        (("kinds", "qqqq"), "unknown kind `qqqq`; run `docgraph kinds` for a list"),
    ],
)
def test_an_unknown_name_exits_2_with_a_suggestion(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"docgraph: {message}\n"
