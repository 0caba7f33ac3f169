"""Exports of the doc graph for other programs, one module for each format."""

from __future__ import annotations

from collections.abc import Callable

from docgraph.export.csv import csv
from docgraph.export.graphml import graphml
from docgraph.export.json import json
from docgraph.export.mermaid import mermaid
from docgraph.export.payload import Payload, payload_of

__all__ = ["EXPORTS", "Payload", "payload_of"]

EXPORTS: dict[str, Callable[[Payload], dict[str, str]]] = {
    "json": json, "graphml": graphml, "csv": csv, "mermaid": mermaid
}  # fmt: skip
"""Serializers by format; each returns file names with their texts.

Standard output gets only the last one."""
