"""Writes one corpus: `python -m scripts.bench_.write FORMAT N FOLDER`.

A process of its own, so that the memory it takes does not count as that of a measured command.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .items import Item, corpus
from .markdown import write_project
from .peers import write_doorstop, write_quarto_needs
from .sites import write_sphinx_needs, write_strictdoc
from .trlc import write_trlc

FORMATS: dict[str, Callable[[list[Item], Path], None]] = {
    "builtin": partial(write_project, theme="mkdocs", plugin=False),
    "material": partial(write_project, theme="material", plugin=False),
    "docgraph": partial(write_project, theme="material", plugin=True),
    "quarto-needs": write_quarto_needs,
    "doorstop": write_doorstop,
    "trlc": write_trlc,
    "sphinx-needs": write_sphinx_needs,
    "strictdoc": write_strictdoc,
}

if __name__ == "__main__":
    name, count, folder = sys.argv[1:]
    FORMATS[name](corpus(int(count)), Path(folder))
