"""Writes reports to files, and appends them to the job summary of GitHub Actions."""

from __future__ import annotations

from pathlib import Path

from docgraph.model.destination import MARKDOWN_ENDINGS
from docgraph.model.limits import SUMMARY_BYTES
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.atomic_write import replace_file


def check_target(file: Path, root: Path, docs: Path | None) -> None:
    """Raise `SettingsError` if a report must not or cannot be created at `file`.

    A report must not be in the docs folder, where it would be published or read as a document. If the docs folder is
    the project folder `root`, only Markdown files are rejected. `docs` is None if no documents are read.
    """
    if file.is_dir():
        raise SettingsError(f"{file}: is a folder; name a file in it")
    if not file.parent.is_dir():
        raise SettingsError(f"{file}: the folder `{file.parent}` does not exist; create it first")
    if docs is None:
        return
    target, folder = file.resolve(), docs.resolve()
    is_page = target.name.lower().endswith(MARKDOWN_ENDINGS)
    if folder in target.parents and (is_page or folder != root.resolve()):
        why = "be read as a page" if folder == root.resolve() else "be published"
        raise SettingsError(f"{file}: is in the docs folder, where it would {why}; name a file outside")


def write_file(file: Path, text: str) -> None:
    """Write a report atomically.

    Raises `SettingsError` if the file is not writable; the file is then unchanged.
    """
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror}") from None


def append_summary(file: Path, text: str) -> str:
    """Append a report to the job summary. Returns a note if that fails, else an empty string."""
    try:
        with file.open("ab") as stream:
            # GitHub shows no summary at all of a step that wrote more
            if stream.tell() + len(text.encode()) > SUMMARY_BYTES:
                return "the job summary is full, so the report is not in it"
            stream.write(text.encode())
    except OSError as error:
        return f"the job summary cannot be written: {error.strerror}"
    return ""
