"""One check, timed from inside: `python timed_check.py SOURCE` prints the seconds of each stage as JSON, in order.

Run in our own environment, as a process of its own. The stages are those of `docgraph check`; the command itself runs
unchanged, with a clock around the functions that begin them.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

LATER = (
    "docgraph.app",
    "docgraph.workspace.cache.document_cache",
    "docgraph.workspace.load_project",
    "docgraph.report",
)
SPENT: dict[str, float] = {}
RUNNING: list[float] = []
"""What stages inside the one that runs have spent."""


def clocked(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with its time counted for a stage, less that of stages inside it."""

    def run(*arguments: Any, **named: Any) -> Any:
        RUNNING.append(0.0)
        begin = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            passed = time.perf_counter() - begin
            SPENT[stage] = SPENT.get(stage, 0.0) + passed - RUNNING.pop()
            if RUNNING:
                RUNNING[-1] += passed

    return run


def imported(*names: str) -> None:
    for name in names:
        import_module(name)


def models() -> None:
    for kind in import_module("docgraph.kinds").KINDS:
        kind.model_rebuild()


def main(source: str, *more: str) -> None:
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.disable()
    SPENT["Python"] = 0.0
    clocked("libraries", imported)("click", "yaml", "markdown_it", "msgspec", "pydantic.main")
    clocked("models", models)()
    clocked("rules and modules", imported)("docgraph.rules", "docgraph.cli.main", "docgraph.cli.check_request", *LATER)
    from docgraph.app import run_check as run
    from docgraph.cli import check_request as request
    from docgraph.cli import main as cli
    from docgraph.workspace.cache import report_cache as answers
    from docgraph.workspace.cache.document_cache import CachingReader

    for module, name, stage in (
        (request, "contents_of", "files"),
        (answers.ReportCache, "known", "cache, read"),
        (CachingReader, "__call__", "documents"),
        (run, "build", "doc graph"),
        (run, "evaluate", "rules"),
        (request, "render_report", "report"),
        (answers.ReportCache, "keep", "cache, write"),
        (cli, "docgraph", "other"),
    ):
        setattr(module, name, clocked(stage, getattr(module, name)))
    sys.argv = ["docgraph", "check", source, *more]
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  to the end of the process
    with suppress(SystemExit):
        cli.docgraph(prog_name="docgraph")
    print(json.dumps(SPENT), file=sys.stderr, flush=True)
    os._exit(0)  # as the command ends


if __name__ == "__main__":
    main(*sys.argv[1:])
