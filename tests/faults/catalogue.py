"""All classes of faults."""

from __future__ import annotations

from tests.faults import contents, headers, owners, relations, typos, values
from tests.faults.fault import FaultClass

CLASSES: tuple[FaultClass, ...] = (
    *typos.CLASSES,
    *headers.CLASSES,
    *values.CLASSES,
    *owners.CLASSES,
    *contents.CLASSES,
    *relations.CLASSES,
)
