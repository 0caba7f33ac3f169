"""Reads the tracked paths from `.git/index`. Git may track a file that `.gitignore` matches."""

from __future__ import annotations

import os
from struct import error as struct_error
from struct import unpack_from

_INDEX_BYTES = 256 * 1024 * 1024
_EXTENDED = 0x4000
_FIXED = 62
"""The number of bytes before the name of an index entry: ten numbers, a SHA-1 hash and flags."""


class TrackedPaths:
    """The paths that Git tracks in a repository.

    Empty in a Git worktree, whose index is elsewhere, and in a folder without a repository.
    """

    def __init__(self, names: bytes) -> None:
        self._names = names

    def has(self, path: str) -> bool:
        """Whether Git tracks a file, or any file in a folder if `path` ends with `/`."""
        name = os.fsencode(path)
        return b"\0" + name + (b"" if path.endswith("/") else b"\0") in self._names


def tracked_paths(root: str) -> TrackedPaths:
    """The paths that Git tracks in the repository with the top folder `root`."""
    folder = os.path.join(root, ".git")
    index = os.path.join(folder, "index")
    try:
        if os.path.islink(folder) or os.path.islink(index) or not os.path.isfile(index):
            return TrackedPaths(b"")
        with open(index, "rb") as file:
            return TrackedPaths(_names(file.read(_INDEX_BYTES)))
    except (OSError, IndexError, ValueError, struct_error):
        return TrackedPaths(b"")


def _names(data: bytes) -> bytes:
    """The names of all index entries, with a zero byte before and after each name.

    Reads versions 2 to 4 of the format gitformat-index. Raises an exception if the index is damaged.
    """
    signature, version, count = unpack_from(">4sII", data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        return b""
    names, name, at = [b""], b"", 12
    for _ in range(count):
        (flags,) = unpack_from(">H", data, at + _FIXED - 2)
        begin = at + _FIXED + (2 if flags & _EXTENDED else 0)
        shared = 0
        if version == 4:
            removed, begin = _number(data, begin)
            shared = len(name) - removed
        end = data.index(0, begin)
        name = name[:shared] + data[begin:end]
        names.append(name)
        at = end + 1 if version == 4 else at + (end - at) // 8 * 8 + 8
    return b"\0".join([*names, b""])


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number at the offset `at`, and the offset after it.

    Each byte has 7 bits of the number. All bytes except the last have the highest bit set.
    """
    value = data[at] & 127
    while data[at] & 128:
        at += 1
        value = ((value + 1) << 7) | (data[at] & 127)
    return value, at + 1
