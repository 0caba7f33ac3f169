"""Virtual environments under `.venvs/bench-*`: one for us (with MkDocs and Material), one a peer.

Each is made once and left alone while what it was made from stays the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = {
    "quarto-needs": "quarto-needs==0.2.0",
    "doorstop": "doorstop==3.2",
    "trlc": "trlc==3.1.1",
    "sphinx-needs": "sphinx-needs==9.1.0",
    "strictdoc": "strictdoc==0.30.4",
}
OURS = "docgraph"
# The packages whose versions stand under the table.
DISTRIBUTIONS = {OURS: ("mkdocs-docgraph", "mkdocs", "mkdocs-material"), **{name: (name,) for name in PEERS}}


def environment(name: str) -> Path:
    """The `bin` folder of the environment `name`, made when it is not there as it should be."""
    folder = ROOT / ".venvs" / f"bench-{name}"
    if name == OURS:
        pinned = ROOT / "requirements" / "site.txt"
        installs = [["--no-deps", "-r", str(pinned)], ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]]
        made_from = pinned.read_text(encoding="utf-8") + (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    else:
        installs = [[PEERS[name]]]
        made_from = PEERS[name]
    stamp = hashlib.sha256(f"{sys.version}\n{folder}\n{made_from}".encode()).hexdigest()
    note = folder / ".made-from"
    if not note.exists() or note.read_text(encoding="ascii") != stamp:
        print(f"making {folder.relative_to(ROOT)} ...", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        for arguments in installs:
            _pip(folder, arguments)
        note.write_text(stamp, encoding="ascii")
    return folder / "bin"


def versions(name: str) -> list[str]:
    """What is installed in the environment `name`, as `package version`."""
    code = "import sys, importlib.metadata as m; print(*(f'{p} {m.version(p)}' for p in sys.argv[1:]), sep='\\n')"
    command = [str(environment(name) / "python"), "-c", code, *DISTRIBUTIONS[name]]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def _pip(folder: Path, arguments: list[str]) -> None:
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, *arguments], stdin=subprocess.DEVNULL, env={**os.environ, "PIP_NO_INPUT": "1"}, check=False
    )
    if done.returncode:
        shutil.rmtree(folder)
        sys.exit(f"scripts/bench: could not install {arguments[-1]}; pip's own message stands above")
