"""The order in columns: everybody stays in their column, and lines cross less than before."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from docgraph.site.figures.column_order import order_columns
from tests.cost.steps import steps_of


def crossings(columns: list[list[int]], edges: list[tuple[int, int]]) -> int:
    place = {node: (at, number) for at, column in enumerate(columns) for number, node in enumerate(column)}
    lines = [sorted((place[a], place[b])) for a, b in edges if place[a][0] != place[b][0]]
    return sum(
        (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < 0
        for a, b in combinations(lines, 2)
        if a[0][0] == b[0][0] and a[1][0] == b[1][0]
    )


@settings(deadline=None)
@given(st.data())
def test_every_node_stays_in_its_column(draw: st.DataObject) -> None:
    sizes = draw.draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
    nodes = iter(range(sum(sizes)))
    columns = [[next(nodes) for _ in range(size)] for size in sizes]
    ends = st.integers(0, max(sum(sizes) - 1, 0))
    edges = draw.draw(st.lists(st.tuples(ends, ends), max_size=20)) if sum(sizes) else []
    found = order_columns(columns, edges)
    assert [sorted(column) for column in found] == columns
    assert found == order_columns(columns, edges)


def test_a_ladder_is_untangled() -> None:
    columns = [[0, 1, 2, 3], [4, 5, 6, 7]]
    edges = [(0, 7), (1, 6), (2, 5), (3, 4)]
    assert crossings(columns, edges) == 6
    assert crossings(order_columns(columns, edges), edges) == 0


def test_lines_cross_less() -> None:
    chance = random.Random(3)
    columns = [list(range(30)), list(range(30, 60)), list(range(60, 90))]
    pairs = [(chance.randrange(30), 30 + chance.randrange(30)) for _ in range(40)]
    pairs += [(30 + chance.randrange(30), 60 + chance.randrange(30)) for _ in range(40)]
    assert crossings(order_columns(columns, pairs), pairs) < 0.7 * crossings(columns, pairs)


def test_nodes_without_edges_sink_to_the_bottom() -> None:
    assert order_columns([[0, 1, 2], [3, 4]], [(1, 3), (2, 4)])[0][-1] == 0


def test_work_grows_with_the_size_of_the_graph() -> None:
    def work(nodes: int) -> None:
        chance = random.Random(1)
        columns: list[list[int]] = [[] for _ in range(8)]
        for node in range(nodes):
            chance.choice(columns).append(node)
        edges = [(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(3 * nodes)]
        order_columns(columns, edges)

    assert steps_of(lambda: work(1_000)) < 2.5 * steps_of(lambda: work(500))
