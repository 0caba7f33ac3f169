"""What ordinary prose has in double brackets, and secrets that manuals print, are no findings; real ones still are."""

from __future__ import annotations

import random

import pytest

from tests.corpus import result_of

SEED = 13
VARIANTS = 240
_FLAGS = "f d e x s L n z r w".split()
_OPERATORS = "== != =~ -eq -gt -lt && ||".split()
_VARIABLES = '$file "$dir" $n ${HOME} $1 "${name}"'.split()
_PATHS = "x build/out.txt /etc/hosts ~/.env".split()
_RECORDS = ("jane.doe", "import-triage", "fewer-failed-imports")


def _test_of_a_shell(rng: random.Random) -> str:
    inner = rng.choice(
        (
            f"-{rng.choice(_FLAGS)} {rng.choice([*_VARIABLES, *_PATHS])}",
            f"! -{rng.choice(_FLAGS)} {rng.choice(_PATHS)}",
            f"{rng.choice(_VARIABLES)} {rng.choice(_OPERATORS)} {rng.choice([*_VARIABLES, '3', '^v[0-9]'])}",
        )
    )
    space = rng.choice((" ", "  "))
    return f"[[{space}{inner}{space}]]"


def _number(rng: random.Random) -> str:
    return rng.choice(
        (
            f"[[{rng.randint(1, 99)}]]",
            f"[[{rng.randint(1, 9)}, {rng.randint(1, 9)}]]",
            f"[[{rng.random():.2f}]]",
            f"m[[{rng.randint(0, 9)}]]",
            f"[[{rng.randint(1, 9)}, {rng.randint(1, 9)}], [{rng.randint(1, 9)}, 4]]",
            f"[[{rng.randint(1, 9)}]](#note-{rng.randint(1, 9)})",
            "[[…]]",
            "[[...]]",
            "[[?]]",
            "[[+]]",
            "[[*]]",
        )
    )


def _unresolved_link(rng: random.Random) -> str:
    """A link with a misspelled name or to no record."""
    name = rng.choice(_RECORDS)
    at = rng.randrange(1, len(name) - 1)
    return f"[[{rng.choice((name[:at] + name[at + 1 :], name.title(), name + 's', 'person:' + name[:at]))}x]]"


def _page(body: str) -> dict[str, str]:
    return {"jane.doe.md": f"---\nkind: person\n---\n# Jane\n\n{body}\n"}


@pytest.mark.slow
def test_brackets_without_a_name_are_no_unresolved_links() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        shell = rng.random() < 0.5
        text = _test_of_a_shell(rng) if shell else _number(rng)
        body = rng.choice(
            ("It runs only if {} holds, see below.", "{}", "- {}\n- then", "| a |\n|---|\n| {} |", "> {} so")
        )
        if result_of(_page(body.replace("{}", text)), select="REF008").findings:
            wrong.append(text)
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


@pytest.mark.slow
def test_a_link_to_no_record_is_still_reported() -> None:
    rng, missed = random.Random(SEED), []
    for _ in range(VARIANTS):
        link = _unresolved_link(rng)
        if len(result_of(_page(f"See {link} for that."), select="REF008").findings) != 1:
            missed.append(link)
    assert not missed, f"{len(missed)} of {VARIANTS}, such as {missed[:3]}"


_PREFIXES = {"ghp_": 36, "gho_": 36, "github_pat_": 60, "glpat-": 20, "xoxb-": 24, "sk-": 40, "AKIA": 16}
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def _example(rng: random.Random) -> str:
    prefix = rng.choice(list(_PREFIXES))
    masked = prefix + rng.choice("X0" if prefix == "AKIA" else "xX0") * _PREFIXES[prefix]
    documented = f"AKIA{''.join(rng.choices(_BASE32, k=9))}EXAMPLE"
    return rng.choice((masked, documented, "AKIAIOSFODNN7EXAMPLE"))


def _secret(rng: random.Random) -> str:
    prefix = rng.choice(list(_PREFIXES))
    signs = _BASE32 if prefix == "AKIA" else _SIGNS
    return prefix + "".join(rng.choices(signs, k=_PREFIXES[prefix] - 1)) + "7"


@pytest.mark.slow
def test_secrets_that_manuals_print_are_none_and_others_are() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        around = rng.choice(("export KEY={}", "The key `{}` is an example.", "```\n{}\n```", "- {}"))
        for make, number in ((_example, 0), (_secret, 1)):
            text = make(rng)
            if len(result_of(_page(around.replace("{}", text)), select="SEC001").findings) != number:
                wrong.append((text, number))
    assert not wrong, f"{len(wrong)} of {2 * VARIANTS}, such as {wrong[:3]}"
