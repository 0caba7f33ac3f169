"""Adds values from `.meta.yml` files to the front matter of pages, as the meta plugin of Material for MkDocs does."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import lookup_kind
from docgraph.model.finding import Related
from docgraph.model.internal_error import internal_error_problem
from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.problem import Problem
from docgraph.model.source_file import SourceFile
from docgraph.parse.encoding import decode
from docgraph.parse.front_matter.errors import FrontMatterError
from docgraph.parse.kind.detection import near_kinds, says_kind
from docgraph.parse.meta_file_yaml import compose_as_mkdocs
from docgraph.parse.raw_tree import RawTree
from docgraph.parse.recovery.invisible_text import invisible_text
from docgraph.parse.recovery.mkdocs_values import unreadable_values

_WAIVERS = "waivers"


class Inherited(Struct, frozen=True):
    """A parsed `.meta.yml` file. `tree` is empty if the file has a problem."""

    text: Text
    tree: RawTree
    problem: Problem | None = None

    @property
    def may_give_kind(self) -> bool:
        """Whether the file sets `kind` for the pages below it. Also True if the file could not be parsed."""
        declared = self.tree.data.get("kind")
        if isinstance(declared, str) and (lookup_kind(declared)[0] or near_kinds(declared)):
            return True
        return self.problem is not None and says_kind(self.text.content)


def inherited_of(source: SourceFile) -> Inherited:
    """Parse a `.meta.yml` file. An unexpected exception becomes a problem of the file."""
    try:
        return read_inherited(source)
    except Exception as error:
        problem = internal_error_problem(Location(source.path, 1, 1), "docgraph failed to read this file", error)
        return Inherited(Text(source.path, source.content.decode(errors="replace")), RawTree(), problem)


@lru_cache(1024)
def read_inherited(source: SourceFile) -> Inherited:
    """Parse a `.meta.yml` file. Cached, because several pages may inherit from the file."""
    content, problem = ("", source.unreadable) if source.unreadable else decode(source)
    text = Text(source.path, content)
    # the file has no Markdown body
    text.body_start = len(content)
    if problem is not None:
        return Inherited(text, RawTree(), Problem(problem.rule_name, problem.at, problem.message, problem.help))
    try:
        tree = compose_as_mkdocs(content)
    except FrontMatterError as refused:
        related = (Related(text.at(refused.related[0]), refused.related[1]),) if refused.related else ()
        at = text.at(refused.offset)
        return Inherited(
            text, RawTree(), Problem("unreadable-front-matter", at, refused.message, refused.help, related=related)
        )
    # MkDocs fails with an exception here, after it has deleted the old site
    broken = next(unreadable_values(text, tree, 0, len(content), "", None), None)
    return Inherited(text, RawTree() if broken else tree, broken and replace(broken, fix=None, unless=()))


def source_text_of(source: SourceFile, content: str) -> Text:
    """The text of a page, together with the texts of the `.meta.yml` files from which it inherits."""
    return Text(source.path, content, tuple(inherited_of(source_file).text for source_file in source.inherited))


def inherit(tree: RawTree, files: list[Inherited]) -> None:
    """Merge values of `.meta.yml` files into the front matter of a page.

    Values of the page have precedence, then values of the nearest file. Lists are extended, and maps get missing keys.
    Waivers are not inherited, because a waiver applies only to the record that declares it.
    """
    for number in reversed(range(len(files))):
        given = {key: value for key, value in files[number].tree.data.items() if key != _WAIVERS}
        _lay(tree.data, given, (), (tree, files[number].tree, number))


def inherited_problems(files: list[Inherited]) -> Iterator[Problem]:
    """Yield problems with invisible characters and with waivers in `.meta.yml` files."""
    for file in files:
        for hidden in invisible_text(file.text, file.tree, range(file.text.body_start), ""):
            yield replace(hidden, fix=None)
        if file.tree.data.get(_WAIVERS):
            at = file.text.at(file.tree.keys.get((_WAIVERS,), 0))
            message = "waivers are not inherited; a waiver applies only to the record it is written in"
            yield Problem("unknown-key", at, message, "move it to the document of the record")


def _lay(node: dict[str, Any], given: dict[str, Any], path: KeyPath, where: tuple[RawTree, RawTree, int]) -> None:
    for key, value in given.items():
        own, here = node.get(key), (*path, key)
        if own is None:
            node[key] = deepcopy(value)
            _placed(here, here, where)
        elif isinstance(own, dict) and isinstance(value, dict):
            _lay(own, value, here, where)
        elif isinstance(own, list) and isinstance(value, list):
            for number, item in enumerate(value):
                if item not in own:
                    own.append(deepcopy(item))
                    _placed((*here, number), (*here, len(own) - 1), where)


def _placed(was: KeyPath, now: KeyPath, where: tuple[RawTree, RawTree, int]) -> None:
    """Copy the locations of an inherited value from the tree of the file to the tree of the page.

    `was` is the key path in the file, `now` the key path in the page.
    """
    tree, file, number = where
    for places, given in ((tree.marks, file.marks), (tree.keys, file.keys)):
        found = {path: offset for path, offset in given.items() if path[: len(was)] == was}
        places.update(
            {(*now, *path[len(was) :]): Text.inherited_offset(number, offset) for path, offset in found.items()}
        )
