"""Names in the package, the scripts, the tests and the assets: plain words, and one meaning for each public name."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docgraph.rules import RULES
from tests.conftest import ROOT

PACKAGE = ROOT / "plugins" / "docgraph"
SCRIPTS = ROOT / "scripts"
TESTS = ROOT / "tests"
SITE = PACKAGE / "site"
BANNED = frozenset(
    (
        "told said asked meant heard stands weighed noted further those whole something nothing written held lost "
        "judged essence essences doubles slip slips swap swaps tell vain grave twins spoken quiet careful"
    ).split()
)
"""Words that do not say what a name is. `one` alone is banned too, except in tests: a name says what it refers to."""
SAME_INTERFACE = {
    "pages": "each view lists its pages",
    "check": "`docgraph.app.check`, and the command that calls it",
    "json": "the format of a report, and that of an export: entries of two registries",
}
"""Public names that several modules define on purpose, with the reason."""
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
JS_COMMENT_OR_STRING = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
JS_NAME = re.compile(r"[A-Za-z_$][\w$]*")
CSS_NAME = re.compile(r"\b(?:docgraph|data)-[a-z-]+")


@cache
def modules(root: Path = PACKAGE) -> list[tuple[Path, ast.Module]]:
    paths = sorted(path for path in root.rglob("*") if path.is_file() and is_python(path))
    return [(path.relative_to(root), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def is_python(path: Path) -> bool:
    """Whether a file is a module or an executable Python script."""
    if path.suffix:
        return path.suffix == ".py"
    with path.open("rb") as file:
        return file.readline().startswith(b"#!/usr/bin/env python")


def names_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that a module gives to a function, class, argument, variable or attribute, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def public_names(tree: ast.Module) -> set[str]:
    """The functions, classes and variables at the top of a module that other modules may import."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def is_banned(name: str) -> bool:
    return name == "one" or not BANNED.isdisjoint(word.lower() for word in WORD.findall(name))


def test_no_name_has_a_banned_word() -> None:
    rules = {rule.check.__name__ for rule in RULES}
    banned = [
        f"{path}:{line}: {name}"
        for root in (PACKAGE, SCRIPTS, TESTS)
        for path, tree in modules(root)
        for name, line in names_in(tree)
        if name not in rules and is_banned(name) and (root, name) != (TESTS, "one")
    ]
    assert not banned, "\n".join(banned)


def test_no_name_in_javascript_has_a_banned_word() -> None:
    scripts = sorted((SITE / "assets").glob("*.js"))
    names = {
        (path.name, name)
        for path in scripts
        for name in JS_NAME.findall(JS_COMMENT_OR_STRING.sub(" ", path.read_text(encoding="utf-8")))
    }
    assert len(names) > 200
    assert not sorted((path, name) for path, name in names if is_banned(name))


def test_no_css_class_variable_or_data_attribute_has_a_banned_word() -> None:
    sources = [path for path in SITE.rglob("*") if path.suffix in (".css", ".js", ".jinja", ".py")]
    names = {name for path in sources for name in CSS_NAME.findall(path.read_text(encoding="utf-8"))}
    assert len(names) > 50
    assert not sorted(filter(is_banned, names))


def test_a_public_name_means_one_thing() -> None:
    defined: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules():
        for name in public_names(tree):
            defined[name].append(str(path))
    repeated = {name: paths for name, paths in defined.items() if len(paths) > 1}
    assert {name: paths for name, paths in repeated.items() if name not in SAME_INTERFACE} == {}
    assert not SAME_INTERFACE.keys() - repeated.keys(), "an exception that is no longer needed"
