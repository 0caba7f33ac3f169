"""Runs `python -m MODULE` many times without starting Python anew: a server that has imported it forks for each run.

Each run is a process of its own, with its own arguments, folder, environment and standard streams. Only the start of
the interpreter and the imports are shared, among the runs whose environment makes Python start alike. Every run on a
system without fork starts a new interpreter. `DOCGRAPH_FORK_SERVER=off` starts a new one for every run.
"""

from __future__ import annotations

import atexit
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

CHILD = Path(__file__).with_name("fork_server_child.py")
FORKED_MODULES = ("docgraph", "mkdocs", "properdocs")
_READ_BY_PYTHON = ("PYTHON", "LC_", "LANG", "TZ")
"""Prefixes of the variables that the interpreter reads when it starts."""
_SHIM = """#!/bin/sh
exec {python} -I -S {child} {socket} {module} "$@"
"""


started: list[str] = []
"""The modules that were run, for tests about tests."""


def run_module(
    module: str,
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str],
    timeout: float = 180,
    before: str = "",
    stdin: bytes = b"",
) -> subprocess.CompletedProcess[str]:
    """The completed `python -m MODULE ARGUMENTS`, with its output as text. Raises `subprocess.TimeoutExpired`.

    `before` is code that the process runs first, `stdin` its standard input.
    """
    started.append(module)
    if not _has_fork() or module not in FORKED_MODULES:
        command = [sys.executable, *_program(module, before), *arguments]
        run = subprocess.run(command, cwd=cwd, env=env, capture_output=True, input=stdin, timeout=timeout, check=False)
        return subprocess.CompletedProcess(command, run.returncode, _decoded(run.stdout), _decoded(run.stderr))
    command = [sys.executable, "-m", module, *arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        request = {"arguments": arguments, "cwd": str(cwd), "env": dict(env), "timeout": timeout, "before": before}
        status = _ask(_server(module, _read_at_start(env)), request, (given, out, err))
        if status == -signal.SIGALRM:
            raise subprocess.TimeoutExpired(command, timeout, _text(out), _text(err))
        return subprocess.CompletedProcess(command, status, _text(out), _text(err))


def _program(module: str, before: str) -> list[str]:
    """The arguments of Python that run a module, after some code."""
    run = f"import runpy\nrunpy.run_module({module!r}, run_name='__main__', alter_sys=True)\n"
    return ["-c", f"{before}\n{run}"] if before else ["-m", module]


def _read_at_start(env: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The variables of an environment that decide how the interpreter starts."""
    return tuple(sorted((name, value) for name, value in env.items() if name.startswith(_READ_BY_PYTHON)))


def _has_fork() -> bool:
    return hasattr(os, "fork") and os.environ.get("DOCGRAPH_FORK_SERVER") != "off"


def write_program(module: str, path: Path) -> None:
    """An executable file that does what `python -m MODULE` does, for tests that run it in a shell."""
    if not _has_fork():
        path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {module} "$@"\n', encoding="utf-8")
    else:
        address = _server(module, _read_at_start(_server_environment()))
        words = {"python": sys.executable, "child": str(CHILD), "socket": address}
        quoted = {name: shlex.quote(word) for name, word in words.items()}
        path.write_text(_SHIM.format(**quoted, module=module), encoding="utf-8")
    path.chmod(0o755)


def _server_environment() -> dict[str, str]:
    from tests.conftest import ENVIRONMENT

    return ENVIRONMENT


@cache
def _server(module: str, read_at_start: tuple[tuple[str, str], ...]) -> str:
    """The address of the server of a module, which is started when it is first needed and ends with this process."""
    inherited = {name: value for name, value in _server_environment().items() if not name.startswith(_READ_BY_PYTHON)}
    folder = tempfile.TemporaryDirectory(prefix="docgraph-fork-")
    address = f"{folder.name}/{module}"
    command = [sys.executable, str(CHILD), "--serve", address, module]
    env = {**inherited, **dict(read_at_start)}
    server = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n", f"the fork server for {module} did not start"

    def stop() -> None:
        server.kill()
        server.wait()
        with suppress(OSError):
            folder.cleanup()

    atexit.register(stop)
    return address


def _ask(address: str, request: dict[str, Any], streams: tuple[IO[bytes], ...]) -> int:
    """The exit status of one run; negative is the signal that ended it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(address)
        socket.send_fds(connection, [b"012"], [stream.fileno() for stream in streams])
        connection.sendall(json.dumps(request).encode() + b"\n")
        answer = connection.makefile("rb").readline()
    assert answer, "the fork server ended during a run"
    return int(answer)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return _decoded(stream.read())


def _decoded(output: bytes) -> str:
    return output.decode().replace("\r\n", "\n")
