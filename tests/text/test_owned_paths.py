"""Patterns of CODEOWNERS match what the documentation of GitHub and GitLab states."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.text.owned_paths import owned_paths, pattern_beside

SEED = 20261605
GITHUB = [
    # from the example in the documentation of GitHub
    ("*", "a/b.md", True),
    ("*.js", "src/app.js", True),
    ("*.js", "src/app.jsx", False),
    ("/build/logs/", "build/logs/today/log", True),
    ("/build/logs/", "src/build/logs/today", False),
    ("docs/*", "docs/getting-started.md", True),
    ("docs/*", "docs/build-app/troubleshooting.md", False),
    ("apps/", "apps/x", True),
    ("apps/", "src/apps/x/y", True),
    ("/docs/", "docs/a/b", True),
    ("/docs/", "src/docs/a", False),
    ("/scripts/", "scripts", False),
    ("**/logs", "deep/logs/a", True),
    ("**/logs", "logs/a", True),
    ("/apps/github", "apps/github/a", True),
    ("/*", "a.md", True),
    ("/*", "a/b.md", False),
    ("src/**/x.md", "src/x.md", True),
    ("src/**/x.md", "src/a/b/x.md", True),
    ("src/**", "src/a/b", True),
    ("src/**", "src", False),
    ("a\\ b.md", "a b.md", True),
    ("\\#x", "#x", True),
    ("?.md", "a.md", True),
    ("?.md", "ab.md", False),
    ("[ab].md", "a.md", False),
    (".claude/", ".claude/agents/a.md", True),
    ("claude/", ".claude/agents/a.md", False),
    ("/", "a.md", False),
]
GITLAB = [
    ("*", ".github/a.md", True),
    ("/docs/*", "docs/a.md", True),
    ("/docs/*", "docs/a/b.md", False),
    ("/docs/**/*.md", "docs/a/b.md", True),
    ("/docs/**/*.md", "docs/b.md", True),
    ("docs/", "src/docs/a", True),
    ("internal/README.md", "docs/internal/README.md", True),
    ("/internal/README.md", "docs/internal/README.md", False),
    ("/docs", "docs/a", False),
    ("/docs", "docs", True),
    ("/", "a/b.md", True),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), GITHUB)
def test_patterns_of_github(pattern: str, path: str, expected: bool) -> None:
    assert bool(owned_paths(pattern).fullmatch(path)) is expected


@pytest.mark.parametrize(("pattern", "path", "expected"), GITLAB)
def test_patterns_of_gitlab(pattern: str, path: str, expected: bool) -> None:
    assert bool(owned_paths(pattern, exact=True).fullmatch(path)) is expected


@pytest.mark.slow
def test_generated_patterns_match_as_segment_by_segment() -> None:
    random = Random(SEED)
    matched = 0
    for _ in range(20_000):
        names = ("a", "b", "ab", "*", "a*", "*b", "?", "**")
        pattern = random.choice(("", "/")) + "/".join(random.choices(names, k=random.randint(1, 3)))
        pattern += random.choice(("", "/"))
        path = "/".join(random.choices(("a", "b", "ab", "ba"), k=random.randint(1, 4)))
        for exact in (False, True):
            expected = _matches(pattern, path, exact)
            assert bool(owned_paths(pattern, exact=exact).fullmatch(path)) is expected, (pattern, path, exact)
            matched += expected
    assert matched > 5_000


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("path", [".mcp.json", "my agents.md", ".claude/agents/a.md", "a b/c\\d/*?/e.md"])
def test_a_pattern_beside_a_file_matches_it_and_no_file_in_another_folder(path: str, exact: bool) -> None:
    pattern = owned_paths(pattern_beside(path), exact=exact)
    assert pattern.fullmatch(path)
    assert not pattern.fullmatch("other/" + path)
    assert not pattern.fullmatch("other.md")
    assert bool(pattern.fullmatch(f"{path.rpartition('/')[0]}/other.md")) is ("/" in path)


def _matches(pattern: str, path: str, exact: bool) -> bool:
    """The same, by comparing segments."""
    names = pattern.strip("/").split("/")
    is_anchored = pattern.startswith("/") or (len(names) > 1 and not exact)
    if pattern.endswith("/") and names[-1] != "**":
        names.append("**")
    parts = path.split("/")
    starts = [0] if is_anchored else range(len(parts))
    below = not exact and not pattern.endswith("/") and names[-1] != "**" and not (names[-1] == "*" and is_anchored)
    return any(_rest(names, parts[start:], below) for start in starts)


def _rest(names: list[str], parts: list[str], below: bool) -> bool:
    if not names:
        return not parts or below
    if names[0] == "**":
        if len(names) == 1:
            return bool(parts)
        return any(_rest(names[1:], parts[number:], below) for number in range(len(parts) + 1))
    return bool(parts) and _one(names[0], parts[0]) and _rest(names[1:], parts[1:], below)


def _one(name: str, part: str) -> bool:
    if not name:
        return not part
    if name[0] == "*":
        return any(_one(name[1:], part[number:]) for number in range(len(part) + 1))
    return bool(part) and name[0] in ("?", part[0]) and _one(name[1:], part[1:])
