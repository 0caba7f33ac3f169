"""What waivers can hide, and how messages name them."""

from __future__ import annotations

from docgraph.model.record import Waiver

_NEVER = ("DOC001", "DOC002", "DOC009", "WAV")


def waivable(code: str) -> bool:
    """Whether a waiver can hide what the rule of this code tells."""
    return not code.startswith(_NEVER)


def called(waiver: Waiver) -> str:
    """`the waiver of OWN005`; one without a code is only a waiver."""
    return f"the waiver of {waiver.code}" if waiver.code else "a waiver"
