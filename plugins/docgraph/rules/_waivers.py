"""How messages name a waiver."""

from __future__ import annotations

from docgraph.model.record import Waiver


def called(waiver: Waiver) -> str:
    """`the waiver of OWN005`; one without a code is only a waiver."""
    return f"the waiver of {waiver.code}" if waiver.code else "a waiver"
