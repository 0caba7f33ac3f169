"""Owners and backups on a date, and the duties that a person leaves: check, pages, `who` and `leaver` agree."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from msgspec import Struct

from docgraph.analysis.offboarding import duties_to_reassign
from docgraph.app import CheckResult
from docgraph.kinds.person import Person
from docgraph.report.leaver import leaver_lines
from docgraph.report.who import who_lines
from docgraph.site.context import Site
from tests.corpus import result_of

SEED = 132
PROJECTS, RECORDS = 50, 8
AS_OF = date(2026, 11, 30)
PEOPLE = {"ann": "", "eve": "", "gil": "left: 2026-11-01", "hal": "", "kim": "joined: 2027-01-01"}
ROLES = {"lead": ["ann"], "empty": [], "second": ["eve"], "rota": ["ann", "hal"], "gone": ["gil"]}
TEAMS = {"crew": ["ann", "gil"], "duo": ["ann", "hal"], "trio": ["ann", "eve", "hal"], "none": [], "past": ["gil"]}
ACTIVE = {"ann", "eve", "hal"}


class Made(Struct):
    """A live agent or outcome: its owner, who owns it until when by its history, and its backups."""

    ref: str
    owner: str
    before: str
    until: date
    backups: list[str]

    @property
    def text(self) -> str:
        lines = [f"kind: {self.ref.partition(':')[0]}", f"owner: {self.owner}", f"backup: [{', '.join(self.backups)}]"]
        if self.before:
            terms = (f"{{owner: {self.before}, from: 2026-01-01, to: {self.until}}}", f"{{owner: {self.owner}}}")
            lines.append(f"history: [{', '.join(terms)}]")
        return "\n".join(["---", *lines, "---", ""])

    def named(self, on: date = AS_OF) -> str:
        """The name of the owner on a day."""
        return self.before if self.before and on < self.until else self.owner

    def stand_ins(self, without: str = "") -> list[set[str]]:
        """By backup: whoever can stand in, if somebody is away."""
        owners = people(self.named())
        owner = owners if len(owners) == 1 else set()
        return [people(name) - owner - {without} for name in dict.fromkeys(self.backups)]


def people(name: str) -> set[str]:
    """The active people that a name comes down to."""
    return {*ROLES.get(name, TEAMS.get(name, [name]))} & ACTIVE


def projects() -> list[tuple[list[Made], CheckResult]]:
    random, made = Random(SEED), []
    for _ in range(PROJECTS):
        found = []
        for number in range(RECORDS):
            kind = random.choice(["agent", "outcome"])
            before = random.choice([*PEOPLE, *ROLES]) if random.random() < 0.5 else ""
            until = AS_OF + timedelta(random.choice([-100, -20, 0, 1, 20, 200]))
            backups = random.choices([*PEOPLE, *ROLES, *TEAMS, *TEAMS], k=random.choice([1, 1, 1, 2, 2, 3]))
            found.append(Made(f"{kind}:{kind[0]}{number}", random.choice([*PEOPLE, *ROLES]), before, until, backups))
        files = {f"{name}.md": f"---\nkind: person\n{keys}\n---\n" for name, keys in PEOPLE.items()}
        files |= {
            f"{name}.md": f"---\nkind: role\nholders: {names}\nholders-at-once: any\n---\n"
            for name, names in ROLES.items()
        }
        files |= {f"{name}.md": f"---\nkind: team\nmembers: {names}\n---\n" for name, names in TEAMS.items()}
        files |= {f"{made.ref.replace(':', '/')}.md": made.text for made in found}
        made.append((found, result_of(files, AS_OF)))
    return made


@pytest.mark.slow
def test_check_and_pages_agree_on_who_is_a_backup() -> None:
    pages, check = [], []
    for found, result in projects():
        site = Site(result.graph, result.open_findings)
        for made in found:
            record = result.graph.get(made.ref)
            assert record is not None
            expected = [bool(able) for able in made.stand_ins()]
            pages += [made] if [backup.is_assigned for backup in site.backups(record)] != expected else []
            reported = {
                made.backups[int(finding.key[1])]
                for finding in result.open_findings
                if finding.subject == made.ref and finding.code in ("OWN006", "OWN009", "OWN014")
            }
            missing = {name for name, able in zip(dict.fromkeys(made.backups), expected, strict=True) if not able}
            check += [made] if reported != missing else []
    number = PROJECTS * RECORDS
    for what, found_wrong in {"pages": pages, "check": check}.items():
        assert not found_wrong, f"{what}: {len(found_wrong)} of {number}: {[made.text for made in found_wrong[:3]]}"


def left_without(made: list[Made], person: str) -> set[tuple[str, str]]:
    """What is without somebody once a person is gone, by what is written: the record and the duty."""
    found = set()
    for one in made:
        owners = {one.named(), one.owner}
        if any(person in ROLES.get(name, [name]) and not people(name) - {person} for name in owners):
            found.add((one.ref, "owner"))
        for name, able in zip(dict.fromkeys(one.backups), one.stand_ins(without=person), strict=True):
            through = not able and people(one.named()) != {person}
            is_named = person in ROLES.get(name, TEAMS.get(name, [name]))
            if is_named and (name == person or through) and not any(one.stand_ins(without=person)):
                found.add((one.ref, "backup"))
    return found


@pytest.mark.slow
def test_leaver_lists_what_has_nobody_else() -> None:
    wrong, lines = [], []
    for made, result in projects():
        for name in ACTIVE:
            person = result.graph.get(name, "person")
            assert isinstance(person, Person)
            found = {(loss.record.ref, loss.key) for loss in duties_to_reassign(result.graph, person, AS_OF)}
            wrong += [(name, found ^ left_without(made, name))] if found != left_without(made, name) else []
            leaver_output, _ = leaver_lines(result.graph, name, AS_OF)
            listed = {ref for ref, _ in found if any(f"{ref.replace(':', ' `')}`" in line for line in leaver_output)}
            lines += [name] if listed != {ref for ref, _ in found} else []
    assert not wrong, f"{len(wrong)} of {PROJECTS * len(ACTIVE)}: {wrong[:3]}"
    assert not lines


@pytest.mark.slow
def test_who_of_a_person_or_role_names_what_who_of_a_record_says() -> None:
    wrong = []
    for made, result in projects():
        for name in (*PEOPLE, *ROLES):
            who_output, _ = who_lines(result.graph, name)
            own = {
                line.rpartition(" ")[2]
                for line in who_output
                if ", as " not in line and ("owns" in line or "named" in line)
            }
            expected = {one.ref for one in made if one.named() == name}
            wrong += [(name, own ^ expected, who_output)] if own != expected else []
    assert not wrong, f"{len(wrong)}: {wrong[:2]}"
