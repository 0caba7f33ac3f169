"""The layers, the owners of libraries and the shape of the code, read from the imports and the syntax alone."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "docgraph"
# From the lowest. Names on one level do not know each other. The package's own `__init__` stands on top: it offers
# `docgraph.load`, so whoever imports `docgraph` itself knows everything.
LAYERS = (
    {"text"},
    {"model"},
    {"kinds"},
    {"adopt"},
    {"graph"},
    {"analysis"},
    {"parse", "report", "rules", "site"},
    {"definitions"},
    {"app", "export"},
    {"workspace"},
    {"cli", "mkdocs"},
    {"__init__", "__main__"},
)
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}
OWNERS = {
    "babel": {"site"},
    "click": {"cli"},
    # slow to make; a check needs none
    "dataclasses": {"site"},
    "frontmatter": {"parse"},
    "icalendar": {"site"},
    "jinja2": {"site"},
    "markdown_it": {"parse"},
    "material": {"mkdocs"},
    "mkdocs": {"mkdocs"},
    "networkx": {"graph"},
    "properdocs": {"mkdocs"},
    "rapidfuzz": {"text"},
    "yaml": {"parse", "workspace"},
}
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"}


@dataclass(frozen=True)
class Module:
    """A file of the package, and what it imports: each dotted name with its line."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def layer(self) -> str:
        """The folder or module right under the package that this file belongs to."""
        return self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @property
    def length(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((name, node.lineno) for name in self._imported_from(node))

    def _imported_from(self, node: ast.ImportFrom) -> Iterator[str]:
        module = node.module or ""
        if node.level:
            inside = ("docgraph", *self.path.relative_to(PACKAGE).parent.parts)
            module = ".".join([*inside[: len(inside) - node.level + 1], *filter(None, [module])])
        if module == "docgraph":
            yield from (f"docgraph.{alias.name}" for alias in node.names)
        else:
            yield module


MODULES = [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]


def layer_of(imported: str) -> str | None:
    """The layer that a dotted name lies in; None for other packages. A name of the package itself is `__init__`."""
    top, _, rest = imported.partition(".")
    if top != "docgraph":
        return None
    layer = rest.partition(".")[0]
    return layer if layer in LEVELS else "__init__"


def arrow_is_wrong(source: str, target: str) -> bool:
    """Whether a module of the layer `source` may not import one of `target`: it lies higher, or beside."""
    return source != target and LEVELS[target] >= LEVELS[source]


def test_there_is_a_package_to_look_at() -> None:
    assert {module.layer for module in MODULES} >= {"__init__", "model"}


def test_every_module_is_in_a_layer() -> None:
    strangers = sorted({module.layer for module in MODULES} - set(LEVELS))
    assert not strangers, f"in no layer: {strangers}; name it in LAYERS here and in pyproject.toml, or put it into one"


def test_the_import_contract_says_the_same_layers() -> None:
    settings = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert [set(level.split(" | ")) for level in reversed(layers["layers"])] == [*LAYERS[:-1], {"__main__"}]


def test_no_arrow_points_up() -> None:
    wrong = [
        f"{module.name}:{line}: {module.layer} must not import {name}"
        for module in MODULES
        for name, line in module.imports()
        if module.layer in LEVELS and module.layer != "__init__"
        if (target := layer_of(name)) is not None and arrow_is_wrong(module.layer, target)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_library_leaves_its_owner() -> None:
    wrong = [
        f"{module.name}:{line}: {name} belongs to {' and '.join(sorted(owners))}"
        for module in MODULES
        for name, line in module.imports()
        if (owners := OWNERS.get(name.partition(".")[0])) is not None and module.layer not in owners
    ]
    assert not wrong, "\n".join(wrong)


def test_the_model_knows_only_the_standard_library_pydantic_msgspec_and_anyascii() -> None:
    known = {*sys.stdlib_module_names, "anyascii", "docgraph", "msgspec", "pydantic", "pydantic_core", "rapidfuzz"}
    wrong = [
        f"{module.name}:{line}: {name}"
        for module in MODULES
        if module.layer in ("model", "text")
        for name, line in module.imports()
        if name.partition(".")[0] not in known
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("graph", "kinds", False),
        ("kinds", "graph", True),
        ("rules", "parse", True),
        ("rules", "rules", False),
        ("model", "__init__", True),
        ("workspace", "app", False),
        ("cli", "mkdocs", True),
    ],
)
def test_an_arrow_is_wrong_when_it_points_up_or_sideways(source: str, target: str, wrong: bool) -> None:
    assert arrow_is_wrong(source, target) is wrong


def test_annotations_of_models_are_not_texts() -> None:
    """As texts, pydantic would compile each of them again, at every start."""
    models = [
        module
        for module in MODULES
        if any(
            isinstance(base, ast.Name) and base.id in ("BaseModel", "Part", "Record")
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
            for base in node.bases
        )
    ]
    assert len(models) > 10
    assert not {module.name for module in models for name, _ in module.imports() if name == "__future__"}


def test_module_names_say_what_the_module_knows() -> None:
    parts = {module.name: {part.strip("_") for part in Path(module.name).with_suffix("").parts} for module in MODULES}
    empty_words = sorted(name for name, words in parts.items() if words & EMPTY_WORDS)
    assert not empty_words, f"name these after what they know: {empty_words}"


def test_files_are_short() -> None:
    lengths = [module.length for module in MODULES if module.length]
    assert median(lengths) < 80
    long = [f"{module.name}: {module.length} lines" for module in MODULES if module.length > 300]
    assert not long, f"over 300 lines: {long}"


def test_the_plugin_module_is_thin() -> None:
    plugin = next((module for module in MODULES if module.name == "mkdocs/plugin.py"), None)
    assert plugin is not None, "mkdocs/plugin.py is named in pyproject.toml and is not there"
    assert plugin.length < 150


def test_functions_are_short() -> None:
    long = [
        f"{module.name}:{node.lineno}: {node.name} has {length} lines"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 40
    ]
    assert not long, f"over 40 lines: {long}"
