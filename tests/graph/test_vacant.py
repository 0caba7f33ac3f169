"""A person or a role that is called by a word for nobody owns nothing."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 23
WORDS = "Vacant|N.N.|N. N.|NN|Open position|Open role|TBD|TBA|To be hired|Unassigned|Nobody|???|Everyone".split("|")
IDS = "vacant|vacant-2|vacancy.1|open-position|open.position.3|unassigned|nobody|vacant.sales".split("|")
BEHIND = ["", "", "", " (sales)", " 2", " – Q3", ": backend", " / 1"]
NAMES = "N.N. Taleb|Na Li|Jane Vacante|Tobias Todorov|Opendra Position|No Min-woo|Team Lee|Ann Open|Van Cant".split("|")
INITIALS = "nn|na|us|jv|dev.a|vacante".split("|")
KINDS = "agent decision incident outcome runbook".split()
ABOUT_OWNERS = ("OWN001", "OWN002", "OWN004", "OWN012", "REF001", "DEC001", "PIR001", "RUN001", "DOC006")


def called(random: Random) -> tuple[str, str]:
    """An id and a title, one of which is a word for nobody."""
    if random.random() < 0.3:
        return random.choice(IDS), random.choice(["", "Backend engineer"])
    word = random.choice(WORDS)
    behind = random.choice(BEHIND) if word.lower() not in ("unassigned", "nobody", "everyone", "???") else ""
    return "dev.a", random.choice([word, word.upper(), word.lower()]) + behind


def project(name: str, title: str) -> dict[str, str]:
    """A project in which that person owns records of each kind, by both names and in a role."""
    person = f"{{id: {name}, title: '{title}'}}" if title else f"{{id: {name}}}"
    files = {
        "p.md": f"---\nkind: people\npeople: [{person}, {{id: sam}}]\n---\n",
        "r.md": f"---\nkind: role\nid: lead\nholders: [{{person: {name}}}]\n---\n",
    }
    for kind in KINDS:
        for number, owner in enumerate((name, title or name, "lead")):
            dated = "\ndate: 2026-03-01" if kind in ("incident", "decision") else ""
            files[f"{kind}{number}.md"] = f"---\nkind: {kind}\nowner: '{owner}'{dated}\n---\n"
    return files


def errors(files: dict[str, str]) -> dict[str, list[str]]:
    """By path, the errors about owners, without findings about the person and the role."""
    off = {"DOC010": "off", "OWN012": "off", "OWN008": "off"}
    found = result_of(files, paths={"p.md": off, "r.md": off}).open_findings
    owner_errors = [
        finding for finding in found if finding.severity is Severity.ERROR and finding.code.startswith(ABOUT_OWNERS)
    ]
    return {
        path: [finding.code for finding in owner_errors if finding.at.path == path] for path in files if path[1] != "."
    }


@pytest.mark.slow
def test_a_record_that_a_vacant_place_owns_has_no_owner() -> None:
    random, silent = Random(SEED), []
    for _ in range(40):
        name, title = called(random)
        found = errors(project(name, title))
        silent += [(name, title, path) for path in found if not found[path]]
    assert not silent, f"{len(silent)} of 600: {silent[:5]}"


@pytest.mark.slow
def test_people_whose_names_begin_like_a_word_for_nobody_own_what_they_own() -> None:
    random, wrong = Random(SEED), []
    for _ in range(20):
        name, title = random.choice(INITIALS), random.choice(NAMES)
        found = errors(project(name, title))
        wrong += [(name, title, path, found[path]) for path in found if found[path]]
    assert not wrong, f"{len(wrong)} of 300: {wrong[:5]}"
