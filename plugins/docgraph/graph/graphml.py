"""Writes nodes and edges as GraphML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

import networkx as nx

Values = Mapping[str, str | int | float | bool]


def write_graphml(nodes: Iterable[tuple[str, Values]], edges: Iterable[tuple[str, str, Values]], about: Values) -> str:
    """The text of a GraphML file with a directed multigraph.

    The edges have the ids `e1`, `e2` and so on, in the given order. Texts must not contain characters that XML 1.0
    forbids.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph(**about)
    graph.add_nodes_from(nodes)
    for number, (source, target, values) in enumerate(edges, start=1):
        graph.add_edge(source, target, key=f"e{number}", **values)
    stream = BytesIO()
    # not `write_graphml`, which uses lxml if it is installed, so that its output would depend on the environment
    nx.write_graphml_xml(graph, stream)
    return stream.getvalue().decode() + "\n"
