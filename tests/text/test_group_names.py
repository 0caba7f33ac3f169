"""Spellings of names: which are grouped as one person, and which are never."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from docgraph.text.group_names import group_names
from docgraph.text.person_names import person_spelling


def groups(*spellings: str) -> list[set[str]]:
    return [{part.text for part in group.spellings} for group in group_names(dict.fromkeys(spellings, 1))]


@pytest.mark.parametrize(
    ("text", "name", "handle", "address", "words"),
    [
        ("Jane Doe", "Jane Doe", "", "", ("jane", "doe")),
        ("Doe, Jane", "Doe, Jane", "", "", ("jane", "doe")),
        ("@jane.doe", "", "jane.doe", "", ("jane", "doe")),
        ("jdoe", "", "jdoe", "", ("jdoe",)),
        ("Jane@Example.org", "", "", "jane@example.org", ("jane",)),
        ("Jane Doe <jd@example.org>", "Jane Doe", "", "jd@example.org", ("jane", "doe")),
        ("Jane Doe (jd@example.org)", "Jane Doe", "", "jd@example.org", ("jane", "doe")),
        ("[Jane Doe](mailto:jd@example.org)", "Jane Doe", "", "jd@example.org", ("jane", "doe")),
        ("[Jane Doe](https://example.org/jd)", "Jane Doe", "jd", "", ("jane", "doe")),
        ("[Jane Doe](https://example.org/team/jd)", "Jane Doe", "", "", ("jane", "doe")),
        ("Jane Doe (@jd)", "Jane Doe", "jd", "", ("jane", "doe")),
        ("Jane Doe (Sales)", "Jane Doe", "", "", ("jane", "doe")),
        ("José Núñez", "José Núñez", "", "", ("jose", "nunez")),
        ("with @jd and @sl", "with @jd and @sl", "", "", ("with", "jd", "and", "sl")),
        ("張三", "", "張三", "", ("zhangsan",)),
        ("", "", "", "", ()),
    ],
)
def test_a_spelling_has_a_name_a_handle_and_an_address(
    text: str, name: str, handle: str, address: str, words: tuple[str, ...]
) -> None:
    found = person_spelling(text)
    assert (found.name, found.handle, found.address, found.words) == (name, handle, address, words)


@pytest.mark.parametrize(
    "other",
    [
        "jane doe", "DOE, Jane", "Doe Jane", "Jané Döe", "jane.doe", "@jane-doe", "janedoe", "doejane", "jdoe",
        "janed", "doej", "J. Doe", "J Doe", "Doe J.", "Doe, J.", "Jane D.", "Jane M. Doe", "Jane Marie Doe",
        "jane.doe@example.org", "jdoe@example.org", "Jane Doe (Sales)", "Jane Doe <x@example.org>", "[Jane Doe](https://example.org/x)",
    ],
)  # fmt: skip
def test_one_person_is_one_group(other: str) -> None:
    assert groups("Jane Doe", "Sam Lee", other) == [{"Jane Doe", other}, {"Sam Lee"}]


@pytest.mark.parametrize(
    "other",
    "Jane Lee|Jane|Doe|John Doe|Janet Doe|jd|J. D.|J. Lee|jlee|Jane L.|Jane Doe and Sam Lee".split("|"),
)
def test_two_people_are_two_groups(other: str) -> None:
    assert sorted(map(sorted, groups("Jane Doe", other))) == sorted([["Jane Doe"], [other]])


def test_a_handle_or_address_beside_a_name_connects_it_with_the_handle_alone() -> None:
    assert groups("Jane Doe (@queen7)", "queen7", "Sam Lee <ops1@example.org>", "OPS1@example.org") == [
        {"Jane Doe (@queen7)", "queen7"},
        {"Sam Lee <ops1@example.org>", "OPS1@example.org"},
    ]


@pytest.mark.parametrize("shared", ["(@team)", "<team@example.org>"])
def test_two_family_names_with_one_handle_or_address_stay_apart(shared: str) -> None:
    jane, sam, team = group_names(dict.fromkeys((f"Jane Doe {shared}", f"Sam Lee {shared}", shared.strip("()<>")), 1))
    assert [len(group.spellings) for group in (jane, sam, team)] == [1, 1, 1]
    assert {*jane.similar} == {f"Sam Lee {shared}", shared.strip("()<>")}


def test_a_short_form_of_several_people_is_alone_and_similar_to_each() -> None:
    found = {group.spellings[0].text: group for group in group_names(
        dict.fromkeys(("Jane Doe", "John Doe", "J. Doe", "jdoe", "jane"), 1)
    )}  # fmt: skip
    assert found["J. Doe"].similar == found["jdoe"].similar == ("Jane Doe", "John Doe")
    assert found["jane"].similar == ("Jane Doe",)
    assert found["Jane Doe"].similar == ()


def test_a_handle_that_is_stated_beside_a_name_is_not_made_of_another_name() -> None:
    assert groups("Jane Doe", "Sam Lee (@jdoe)", "jdoe") == [{"Jane Doe"}, {"Sam Lee (@jdoe)", "jdoe"}]


def test_a_group_is_not_similar_to_itself() -> None:
    (group,) = group_names({"Jane Doe (@x7)": 1, "Jane (@x7)": 1, "jane": 1, "@x7": 1})[:1]
    assert {part.text for part in group.spellings} == {"Jane Doe (@x7)", "Jane (@x7)", "jane", "@x7"}
    assert group.similar == ()


@pytest.mark.parametrize("other", ["sig-node-leads", "jmd", "j", "!!!", "Jane"])
def test_parts_of_a_name_are_no_short_form_of_it(other: str) -> None:
    assert len(groups("sig-node-tech-leads", "Jane Marie Doe", other)) == 3


def test_the_first_spelling_is_the_full_name_that_is_used_most() -> None:
    counts = {"jdoe": 9, "Doe, Jane": 8, "jane doe": 7, "Jane Doe": 2, "Jane M. Doe": 3}
    (group,) = group_names(counts)
    assert [part.text for part in group.spellings] == ["Jane M. Doe", "Jane Doe", "jane doe", "Doe, Jane", "jdoe"]


def spellings(given: str, family: str, handle: str, random_source: random.Random) -> Iterator[str]:
    """Some spellings of a person."""
    forms = [
        f"{given} {family}", f"{family}, {given}", f"{given.upper()} {family.upper()}", f"{given[0]}. {family}",
        f"{family}, {given[0]}.", f"{given.lower()}.{family.lower()}", f"@{given.lower()}-{family.lower()}",
        f"{given[0].lower()}{family.lower()}", f"{given.lower()}.{family.lower()}@example.org",
        f"{given} {family} (@{handle})", f"{given} {family} <{handle}@example.org>", f"{given} Q. {family}",
        f"[{given} {family}](https://example.org/{handle})",
    ]  # fmt: skip
    yield f"{given} {family}"
    yield from random_source.sample(forms, random_source.randint(1, len(forms)))


GIVEN = "Ada Bo Chloé Dmitri Eve Fatima Grzegorz Hana Ingrid Jörg Kofi Léa Mei Nils Olu Priya".split()
FAMILY = "Adams Brandt Castro Dąbrowski Eriksen Fonseca Gómez Hansen Ivanov Jensen Kowalski Lindqvist Moreau".split()


@pytest.mark.parametrize("seed", range(40))
def test_generated_spellings_of_people_with_different_family_names_are_their_groups(seed: int) -> None:
    source = random.Random(seed)
    families = source.sample(FAMILY, 8)
    people = [
        sorted(set(spellings(source.choice(GIVEN), family, f"zz{number}q", source)))
        for number, family in enumerate(families)
    ]
    found = groups(*(text for person in people for text in person))
    assert sorted(map(sorted, found)) == sorted(people)


@pytest.mark.parametrize("seed", range(40))
def test_no_group_has_two_people_with_full_names(seed: int) -> None:
    """Also if people share family names, given names, initials or handles."""
    source = random.Random(seed)
    names = {(source.choice(GIVEN[:5]), source.choice(FAMILY[:4])) for _ in range(12)}
    owner: dict[str, set[str]] = {}
    for given, family in sorted(names):
        for text in spellings(given, family, f"zz{source.randint(1, 6)}q", source):
            owner.setdefault(text, set()).add(family)
    for group in groups(*owner):
        families = [owner[text] for text in group if person_spelling(text).is_full]
        assert not families or set.intersection(*families), group
