"""Functions whose module is imported when they are called, so that listing them is cheap."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late_function(name: str, package: str) -> Callable[[Any], Any]:
    """A function that imports `<package>.<name>` when it is called, and calls its function `name`.

    It has one argument.
    """

    def call(argument: Any) -> Any:
        return getattr(import_module(f"{package}.{name}"), name)(argument)

    return call
