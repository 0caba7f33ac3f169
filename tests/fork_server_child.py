"""The processes of `tests/fork_server.py`: the server of one module, and the program that asks it from a shell."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import sys
from contextlib import suppress


def ask(address: str, module: str, arguments: list[str]) -> int:
    """Run the module with the streams, folder and environment of this process; its exit status."""
    del module
    streams = [descriptor for descriptor in (0, 1, 2) if _is_open(descriptor)]
    request = {"arguments": arguments, "cwd": os.getcwd(), "env": dict(os.environ), "timeout": 0, "before": ""}
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(address)
        socket.send_fds(connection, ["".join(map(str, streams)).encode()], streams)
        connection.sendall(json.dumps(request).encode() + b"\n")
        status = int(connection.makefile("rb").readline() or b"70")
    return 128 - status if status < 0 else status


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def serve(address: str, module: str) -> None:
    """Import the module, and fork a process for every run until the parent goes away."""
    del sys.path[0]  # the folder of this file: it has a folder `mkdocs`
    _remember_entry_points()
    _import_what_runs_need(module)
    import gc

    gc.freeze()
    parent = os.getppid()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(address)
    listener.listen(16)
    listener.settimeout(5)
    signal.signal(signal.SIGCHLD, _reap)  # not ignored: the system would forget their processor time as well
    os.write(1, b"ready\n")
    while os.getppid() == parent:
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        if os.fork() == 0:
            listener.close()
            connection.settimeout(None)
            _handle(connection, module)
            os._exit(0)
        connection.close()


def _reap(*_: object) -> None:
    """Collect the handlers that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _handle(connection: socket.socket, module: str) -> None:
    """Run one request in a process of its own, wait for it, and answer with its exit status."""
    numbers, descriptors, _, _ = socket.recv_fds(connection, 3, 3)
    request = json.loads(connection.makefile("rb").readline())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    process = os.fork()
    if process == 0:
        connection.close()
        signal.setitimer(signal.ITIMER_REAL, request["timeout"])
        _take_streams({int(number): fd for number, fd in zip(numbers.decode(), descriptors, strict=True)})
        _run(module, request)
    for descriptor in descriptors:
        os.close(descriptor)
    _, status = os.waitpid(process, 0)
    connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _take_streams(streams: dict[int, int]) -> None:
    """Make these descriptors the standard streams, as a new interpreter would; a missing one is closed."""
    for number in (0, 1, 2):
        if number in streams:
            os.dup2(streams[number], number)
        elif _is_open(number):
            os.close(number)
    for descriptor in set(streams.values()) - {0, 1, 2}:
        os.close(descriptor)
    encoding = sys.__stdout__.encoding if sys.__stdout__ else "utf-8"
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        stream: io.TextIOWrapper | None = None
        if number in streams:
            file = open(number, f"{mode}b", closefd=False)  # noqa: SIM115
            errors = "backslashreplace" if number == 2 else "strict"
            stream = io.TextIOWrapper(file, encoding, errors, line_buffering=number == 2)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _run(module: str, request: dict[str, object]) -> None:
    """`python -m MODULE`, and the end of the process."""
    import atexit
    import runpy
    import threading

    os.environ.clear()
    os.environ.update(request["env"])  # type: ignore[call-overload]
    os.chdir(str(request["cwd"]))
    sys.path.insert(0, os.getcwd())
    sys.argv = [module, *request["arguments"]]  # type: ignore[misc]
    status: object = 0
    try:
        exec(str(request["before"]), {})
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        status = ended.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    if isinstance(status, str):
        print(status, file=sys.stderr)
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        os._exit(120)
    os._exit(int(str(status or 0)))


def _remember_entry_points() -> None:
    """Look up once what the installed packages offer: site generators do so whenever they read a configuration."""
    import importlib.metadata
    from functools import cache

    importlib.metadata.entry_points = cache(importlib.metadata.entry_points)  # type: ignore[assignment]


def _import_what_runs_need(module: str) -> None:
    """Import what a run imports itself: the site generator before docgraph, since it may stand in for MkDocs."""
    import importlib
    import pkgutil

    if module != "docgraph":
        importlib.import_module(f"{module}.__main__")
        del sys.modules[f"{module}.__main__"]  # a run executes it under the name `__main__`
        importlib.import_module(f"{module}.commands.build")
    import docgraph

    for found in pkgutil.walk_packages(docgraph.__path__, "docgraph."):
        of_generator = "mkdocs" in found.name
        if not found.name.endswith("__main__") and (module != "docgraph" or not of_generator):
            importlib.import_module(found.name)
    if module != "docgraph":
        _build_once(module)


def _build_once(module: str) -> None:
    """Build a site of one document, as `serve` does before the second build: templates are compiled afterwards."""
    import importlib
    import logging
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        docs.mkdir()
        Path(docs, "jane.md").write_text("---\nkind: person\n---\n# Jane\n", encoding="utf-8")
        settings = "site_name: x\ntheme: {name: material}\nplugins: [search, docgraph: {as-of: 2026-11-21}]\n"
        Path(folder, "mkdocs.yml").write_text(settings, encoding="utf-8")
        logging.disable()
        config = importlib.import_module(f"{module}.config").load_config(f"{folder}/mkdocs.yml")
        config.plugins.on_startup(command="build", dirty=False)
        importlib.import_module(f"{module}.commands.build").build(config)
        logging.disable(logging.NOTSET)


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(*sys.argv[2:])
    else:
        sys.exit(ask(sys.argv[1], sys.argv[2], sys.argv[3:]))
