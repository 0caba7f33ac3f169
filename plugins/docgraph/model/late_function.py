"""Functions whose module is imported only when they are called, so that a registry of them is cheap to import."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late_function(name: str, package: str) -> Callable[[Any], Any]:
    """A function that calls the function `name` of the module `<package>.<name>`, with one argument."""

    def call(argument: Any) -> Any:
        return getattr(import_module(f"{package}.{name}"), name)(argument)

    return call
