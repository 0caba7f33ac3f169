"""Garbage collection, held back while a doc graph is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused(to_the_end: bool) -> Iterator[None]:
    """Collect nothing inside; with `to_the_end`, leave what was made inside out of every later collection, too.

    A doc graph has no reference cycles and lives as long as the build: walking it in every collection would cost as
    much as building it.
    """
    gc.disable()
    try:
        yield
    finally:
        if to_the_end:
            gc.freeze()
        gc.enable()
