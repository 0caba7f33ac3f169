"""The whole trace for other programs: one file a format. An export tells what is known; it judges nothing."""

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
"""Every format: file names to their texts. Where one text alone is asked for, it is the last."""
