"""Reading two projects in turn: `python timed_reading.py RUNS PROJECT PROJECT` prints processor seconds as JSON.

Run in our own environment, as a process of its own. Each run reads the files of a project and parses them. The first
run of each project is not counted.
"""

import gc
import json
import sys
import time
from pathlib import Path

from docgraph.parse.document import parse_document
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.disk import contents_of


def reading(project: Path) -> float:
    """The processor time of reading a project once; ends with an error if a document has a problem."""
    layout = layout_of(project)
    gc.collect()
    gc.disable()
    begin = time.process_time()
    documents = [parse_document(source, layout.settings) for source in contents_of(layout).sources]
    spent = time.process_time() - begin
    gc.enable()
    problems = [problem.message for document in documents for problem in document.problems]
    assert not problems, problems[:3]
    return spent


def main(runs: int, projects: list[Path]) -> None:
    measured = [[reading(project) for project in projects] for _ in range(runs + 1)]
    print(json.dumps(measured[1:]))


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(project) for project in sys.argv[2:]])
