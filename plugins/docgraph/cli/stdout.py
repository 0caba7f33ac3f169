"""Writes to standard output and reads standard input; handles a closed pipe and I/O errors."""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

import click

from docgraph.model.settings_error import SettingsError

_LINKING_PROGRAMS = frozenset(("iTerm.app", "vscode", "WezTerm", "Hyper", "ghostty", "zed", "rio"))
"""Values of `TERM_PROGRAM` for terminals that show links."""
_LINKING_TERMINALS = frozenset(("xterm-kitty", "xterm-ghostty", "alacritty", "foot"))
"""Values of `TERM` for terminals that show links."""
_LINKING_VARIABLES = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM")
"""Variables that are set in Windows Terminal, Konsole and DomTerm, which show links."""
_LINKING_VTE = 5000
"""The lowest `VTE_VERSION` with links, 0.50. GNOME Terminal and others set the variable."""
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF))


def write_stdout(text: str | bytes, color: bool = False) -> None:
    """Write text to standard output. A closed pipe is not an error.

    With `color`, color codes are kept even if standard output is not a terminal. Raises `SettingsError` if writing
    fails, for example because of a full disk.
    """
    if sys.stdout is None:
        raise SettingsError("cannot write to standard output: it is closed")
    try:
        click.echo(text, nl=False, color=color or None)
    except BrokenPipeError:
        discard()
    except OSError as error:
        raise write_error(error) from None


def read_stdin() -> bytes:
    """All bytes of standard input. Raises `SettingsError` if it is closed or cannot be read."""
    if sys.stdin is None:
        raise SettingsError("cannot read standard input: it is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise SettingsError(f"cannot read standard input: {error.strerror}") from None


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def takes_color() -> bool:
    """Whether to print colors. The default is True on a terminal.

    `NO_COLOR` turns colors off, and `FORCE_COLOR` turns them on.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return os.environ.get("FORCE_COLOR", "") not in ("", "0") or is_terminal()


def takes_links() -> bool:
    """Whether to print links, which are OSC 8 escape sequences.

    The default is True on a terminal that is known to show links. `FORCE_HYPERLINK`, a variable of the package
    `supports-hyperlinks`, overrides the default.
    """
    forced = os.environ.get("FORCE_HYPERLINK", "")
    if forced:
        return forced != "0"
    if not is_terminal() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or os.environ.get("TERM") in _LINKING_TERMINALS
        or any(os.environ.get(name) for name in _LINKING_VARIABLES)
        or (vte.isascii() and vte.isdigit() and int(vte) >= _LINKING_VTE)
    )


def write_error(error: OSError) -> SettingsError:
    """The `SettingsError` for a failed write to standard output, such as to a full disk.

    An `error` with another cause is raised again.
    """
    if error.filename is not None or error.errno not in _FULL:
        raise error
    discard()
    return SettingsError(f"cannot write to standard output: {error.strerror}")


def exit_fast(ended: SystemExit) -> NoReturn:
    """Exit with the status of `ended`, without cleanup.

    Freeing ten thousand documents at exit would take a third of a second.
    """
    if ended.code is None or isinstance(ended.code, int):
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            raise ended from None
        os._exit(ended.code or 0)
    raise ended


def discard() -> None:
    """Discard buffered output, so that Python does not try to write it again on exit."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null_device, sys.stdout.fileno())
    os.close(null_device)
