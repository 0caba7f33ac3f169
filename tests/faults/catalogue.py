"""All classes of faults."""

from __future__ import annotations

from tests.faults import contents, headers, owners, relations, slips, values
from tests.faults.fault import FaultClass

CLASSES: tuple[FaultClass, ...] = (
    *slips.CLASSES,
    *headers.CLASSES,
    *values.CLASSES,
    *owners.CLASSES,
    *contents.CLASSES,
    *relations.CLASSES,
)
