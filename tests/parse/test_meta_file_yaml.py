"""A `.meta.yml` says to docgraph what it says to the host, as far as it says one thing."""

from __future__ import annotations

import pytest
import yaml

from docgraph.model.limits import FRONT_MATTER_VALUES
from docgraph.parse.front_matter.errors import FrontMatterError
from docgraph.parse.meta_file_yaml import compose_as_mkdocs


@pytest.mark.parametrize(
    "block",
    [
        "---\na: b\n",
        "a: &x b\nc: *x\n",
        "a: &x [b, {c: d}]\ne: {f: *x, g: [*x, *x]}\n",
        "a: &x {b: c}\nd: {<<: *x, e: f}\n",
        "a: &x {b: c, d: e}\nf: &y {b: g}\nh:\n  <<: [*y, *x]\n  d: own\n",
        "<<: &x {a: b}\nc: *x\n",
        "a: !!str b\nc: !!seq [d]\n",
        "a: &x\nb: *x\n",
    ],
)
def test_what_the_host_takes_is_taken_as_the_host_takes_it(block: str) -> None:
    assert compose_as_mkdocs(block).data == yaml.load(block, yaml.SafeLoader)


def test_what_is_repeated_has_the_place_of_its_alias_and_what_is_merged_its_own() -> None:
    block = "a: &x {b: [c]}\nd: *x\n<<: {e: f}\n"
    tree = compose_as_mkdocs(block)
    assert tree.marks[("d",)] == block.index("*x")
    assert ("d", "b") not in tree.marks
    assert tree.marks[("e",)] == block.index("f}")
    assert tree.keys[("e",)] == block.index("e:")


@pytest.mark.parametrize(
    ("block", "offset", "message"),
    [
        ("a: &x [*x]\n", 7, "aliases (`*name`) are not allowed"),
        ("a: &x {b: {c: *x}}\n", 14, "aliases (`*name`) are not allowed"),
        ("a: &x b\nc: &x d\n", 11, "anchors (`&name`) are not allowed"),
        ("a: *x\n", 3, "aliases (`*name`) are not allowed"),
        ("a: &x 1\n*x : 2\n", 8, "aliases (`*name`) are not allowed"),
        ("<<: 1\n", 4, "merge keys (`<<`) take maps"),
        ("a: b\na: c\n", 5, "duplicate key `a`"),
        ("a: !ENV b\n", 3, "tags (`!ENV`) are not allowed"),
        ("a: !!python/name:os.system\n", 3, "tags (`tag:yaml.org,2002:python/name:os.system`) are not allowed"),
        ("---\na: b\n---\n", 9, "a second YAML document starts here"),
        ("[" * 200_000, 32, "values are nested deeper than 32"),
    ],
)
def test_unsupported_yaml_is_refused_at_its_location(block: str, offset: int, message: str) -> None:
    with pytest.raises(FrontMatterError) as refused:
        compose_as_mkdocs(block)
    assert (refused.value.offset, refused.value.message) == (offset, message)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(400)), "nested deeper than 32"),
        (
            "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 8)}]\n" for n in range(20)),
            f"{FRONT_MATTER_VALUES:,}",
        ),
        ("a: &x {k: v}\n" + "".join(f"m{n}: {{<<: *x}}\n" for n in range(20_000)), f"{FRONT_MATTER_VALUES:,}"),
    ],
    ids=["deep", "bomb", "merges"],
)
def test_what_grows_by_aliases_ends(block: str, message: str) -> None:
    with pytest.raises(FrontMatterError, match=message):
        compose_as_mkdocs(block)
