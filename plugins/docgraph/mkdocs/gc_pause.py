"""Pauses garbage collection while a doc graph is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused(to_the_end: bool) -> Iterator[None]:
    """Disable garbage collection inside.

    With `to_the_end`, the objects that exist at the end are never collected.

    A doc graph has no reference cycles and lives as long as the build: traversing it in every collection would cost as
    much as building it.
    """
    gc.disable()
    try:
        yield
    finally:
        if to_the_end:
            gc.freeze()
        gc.enable()
