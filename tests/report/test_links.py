"""Links from the codes of findings to the pages of their rules, on terminals that show them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from msgspec.structs import replace

from docgraph.cli.stdout import takes_links
from docgraph.report import FORMATS
from docgraph.rules import RULES
from tests.conftest import Command
from tests.report.results import mixed

LINK = re.compile("\x1b]8;;([!-~]+)\x1b\\\\([A-Z0-9]+)\x1b]8;;\x1b\\\\")
VARIABLES = "FORCE_HYPERLINK CI TERM TERM_PROGRAM VTE_VERSION WT_SESSION KONSOLE_VERSION DOMTERM".split()


@pytest.mark.parametrize("name", ["text", "concise"])
@pytest.mark.parametrize("color", [False, True])
def test_each_code_links_to_the_page_of_its_rule(name: str, color: bool) -> None:
    plain = replace(mixed(), color=color)
    report = FORMATS[name](replace(plain, links=True))
    assert LINK.sub(r"\2", report) == FORMATS[name](plain)
    links = LINK.findall(report)
    assert len(links) >= len(plain.unsuppressed)
    for address, code in links:
        page = Path(unquote(urlsplit(address).path)).read_text(encoding="utf-8")
        assert page.startswith(f"# {code} ")


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"text", "concise"}))
def test_other_formats_have_no_escape_sequences(name: str) -> None:
    assert FORMATS[name](replace(mixed(), links=True)) == FORMATS[name](mixed())


def test_a_published_documentation_is_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgraph.rules._api.IS_PLACEHOLDER", False)
    assert {rule.address.rpartition("/reference/")[2] for rule in RULES} == {
        f"rules/{rule.code.lower()}/" for rule in RULES
    }


@pytest.mark.parametrize(
    ("environment", "on_terminal", "elsewhere"),
    [
        ({}, False, False),
        ({"TERM": "xterm-256color"}, False, False),
        ({"TERM": "xterm-kitty"}, True, False),
        ({"TERM_PROGRAM": "vscode"}, True, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False, False),
        ({"WT_SESSION": "a"}, True, False),
        ({"VTE_VERSION": "4999"}, False, False),
        ({"VTE_VERSION": "5000"}, True, False),
        ({"VTE_VERSION": "\u00b2"}, False, False),
        ({"TERM_PROGRAM": "vscode", "CI": "true"}, False, False),
        ({"TERM_PROGRAM": "vscode", "TERM": "dumb"}, False, False),
        ({"TERM_PROGRAM": "vscode", "FORCE_HYPERLINK": "0"}, False, False),
        ({"FORCE_HYPERLINK": "1"}, True, True),
        ({"FORCE_HYPERLINK": ""}, False, False),
    ],
)
def test_links_depend_on_the_terminal(
    environment: dict[str, str], on_terminal: bool, elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    monkeypatch.setattr("docgraph.cli.stdout.is_terminal", lambda: True)
    assert takes_links() is on_terminal
    monkeypatch.setattr("docgraph.cli.stdout.is_terminal", lambda: False)
    assert takes_links() is elsewhere


def test_the_command_links_codes_and_not_in_files(tmp_path: Path, docgraph: Command) -> None:
    (tmp_path / "a.md").write_text("---\nkind: outcome\n---\n# A\n", encoding="utf-8")
    arguments = ("check", "--output", "concise=../report.txt", "--project", ".")
    run = docgraph(*arguments, cwd=tmp_path, FORCE_HYPERLINK="1", NO_COLOR="1")
    assert "OWN001" in dict(map(reversed, LINK.findall(run.stdout)))
    assert "\x1b" not in LINK.sub("", run.stdout)
    assert "\x1b" not in (tmp_path / "../report.txt").read_text(encoding="utf-8")
    statistics = docgraph("check", "--statistics", cwd=tmp_path, FORCE_HYPERLINK="1")
    assert "\x1b" not in statistics.stdout
