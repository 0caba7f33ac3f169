"""What `--fix` writes into a decision that was replaced: a status goes only where it is one word and can be read."""

from __future__ import annotations

import re
from random import Random

import pytest

from docgraph.app import apply_fixes, check
from docgraph.model.finding import Severity
from tests.corpus import project_of

SEED = 20261330
VARIANTS = 240
_PEOPLE = {"people.md": "---\nkind: people\npeople: [{id: ann}]\n---\n"}
_REMARKS = ("", "", "", " (2026-03-02)", " by the board", " # see the minutes", ", then amended", " - for now")
_WORDS = ("accepted", "Accepted", "proposed", "deprecated", "rejected", "superseded", "in force", "done", "TBD", "")
_PLACES = ("status: {}", "**Status:** {}", "- **Status**: {}", "## Status\n\n{}", "## Status\n\n{}\n\nBy all of us.")
_LONE = re.compile(r"(?:status: |(?:- )?\*\*Status(?::\*\*|\*\*:) )['\"]?(?:accepted|proposed|deprecated|)['\"]?")


def _old(random: Random, number: int) -> str:
    """A decision in the form of many templates, with a status that may say more than one word."""
    word, remark, place = random.choice(_WORDS), random.choice(_REMARKS), random.choice(_PLACES)
    quote = random.choice(("", "", "'", '"')) if place.startswith("status") and "#" not in remark else ""
    status = place.format(f"{quote}{word}{remark if word else ''}{quote}")
    by = random.choice(("", f"superseded-by: new{number}"))
    keys = ["kind: decision", f"id: old{number}", "owner: ann", "date: 2026-01-05", "options: [a, b]", "why: it held"]
    lines = [*keys, by, status if place.startswith("status") else ""]
    body = "" if place.startswith("status") else f"\n{status}\n"
    return "---\n" + "".join(f"{line}\n" for line in lines if line) + f"---\n# Old {number}\n{body}"


def _new(number: int) -> str:
    keys = ("date: 2026-03-05", "status: accepted", "options: [a, b]", "why: better", f"supersedes: old{number}")
    return f"---\nkind: decision\nid: new{number}\nowner: ann\n" + "".join(f"{key}\n" for key in keys) + "---\n"


@pytest.mark.slow
def test_a_status_that_says_more_than_one_word_is_never_rewritten() -> None:
    random = Random(SEED)
    files = dict(_PEOPLE)
    for number in range(VARIANTS):
        files |= {f"old{number}.md": _old(random, number), f"new{number}.md": _new(number)}
    project = project_of(files)
    errors = {(one.code, one.subject) for one in check(project).open_findings if one.severity is Severity.ERROR}
    done = apply_fixes(project)
    wrong = []
    for source in done.changed:
        before, after = files[source.path].split("\n"), source.content.decode().split("\n")
        wrong += [f"{source.path}: {line}" for line in before if line not in after and not _LONE.fullmatch(line)]
    for finding in done.result.open_findings:
        known = finding.severity is not Severity.ERROR or (finding.code, finding.subject) in errors
        wrong += [] if known else [f"{finding.at}: {finding.message}\n{files[finding.at.path]}"]
    assert len(done.changed) > VARIANTS / 8
    assert not wrong, f"{len(wrong)} of {VARIANTS}: " + "\n".join(wrong[:5])


@pytest.mark.slow
def test_a_status_that_cannot_be_read_is_one_finding() -> None:
    random = Random(SEED + 1)
    files = dict(_PEOPLE)
    for number in range(VARIANTS):
        files |= {f"old{number}.md": _old(random, number), f"new{number}.md": _new(number)}
    result = check(project_of(files))
    unread = {finding.subject for finding in result.open_findings if finding.code in ("DOC003", "DOC006", "DOC007")}
    twice = [finding for finding in result.open_findings if finding.code == "DEC004" and finding.subject in unread]
    assert len(unread) > VARIANTS / 8
    assert not twice, f"{len(twice)} of {VARIANTS}: {files[twice[0].at.path]}"


_LINKS = ("[6. NATS](0006-nats.md)", "[ADR-0006](0006-nats.md)", "0006-nats", "6. NATS", "ADR-0006", "[[0006-nats]]")
_DAYS = (" on {}", ", {}", " ({})", " (on {})", " since {}", " — {}", " - {}", ", on {}", " on {}.", "")
_FORMS = ("2025-02-01", "01.02.2025", "1 February 2025", "Feb 1, 2025")


@pytest.mark.slow
def test_a_day_after_the_successor_is_no_part_of_its_name() -> None:
    random = Random(SEED + 2)
    head = "---\nkind: decision\nowner: ann\noptions: [a, b]\nwhy: it held\n---\n"
    new = f"{head}# 6. NATS\n\nDate: 2025-02-01\n\n## Status\n\nAccepted\n\nSupersedes [5. Queue](0005-queue.md)\n"
    red = []
    for _ in range(VARIANTS // 3):
        day = random.choice(_DAYS).format(random.choice(_FORMS))
        status = f"{random.choice(('Superseded by', 'superseded by:'))} {random.choice(_LINKS)}{day}"
        status = random.choice(("", "Deprecated\n\n")) + status
        old = f"{head}# 5. Queue\n\nDate: 2025-01-01\n\n## Status\n\n{status}\n\n## Context\n\nText.\n"
        found = check(project_of(_PEOPLE | {"0005-queue.md": old, "0006-nats.md": new})).open_findings
        red += [(status, finding.message) for finding in found if finding.code in ("REF001", "DEC004", "DOC006")]
    assert not red, f"{len(red)}: {red[:6]}"
