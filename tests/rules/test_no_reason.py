"""A waiver's reason says why; a placeholder, in whatever dress, does not."""

from __future__ import annotations

from random import Random

from docgraph.rules._waiver_validity import is_no_reason

SEED = 20261163
VARIANTS = 400
_NONE = (
    "todo",
    "tbd",
    "tbc",
    "n/a",
    "n / a",
    "na",
    "not applicable",
    "why not now",
    "none",
    "x",
    "a",
    "true",
    "reason",
    "OWN002",
    "unknown",
    "pending",
    "missing",
    "no owner",
    "waived",
    "test",
    "asdf",
    "xx",
    "see above",
    "to be decided",
    "lorem ipsum",
)
_REAL = (
    "the new owner starts in March",
    "being written",
    "vendor outage",
    "A/B test until June",
    "todos are moved to the tracker",
    "no backup until Sam returns",
    "OWN002 is wrong here: a bot owns it",
    "x-ray team moves in May",
    "休暇中",
    "naming is open",
    "see above the table",
    "test of a new vendor",
    "pending the audit",
)
_DRESS = ("{}", "`{}`", "**{}**", "({})", "{}.", "{}!", "- {}", "_{}_", '"{}"', "[{}]", "{}?", " {} ")


def test_a_placeholder_is_no_reason() -> None:
    random = Random(SEED)
    for _ in range(VARIANTS):
        word = random.choice(_NONE)
        reason = random.choice(_DRESS).format(random.choice((word, word.upper(), word.capitalize())))
        assert is_no_reason(reason), reason
        assert is_no_reason(
            random.choice(("TODO(jane)", "TBD - ask Jane", "FIXME: why", "{{reason}}", "{why}", "<because>"))
        )


def test_a_reason_is_one() -> None:
    random = Random(SEED)
    for _ in range(VARIANTS):
        reason = random.choice(_DRESS).format(random.choice(_REAL))
        assert not is_no_reason(reason), reason
