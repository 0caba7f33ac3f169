"""Settings of every shape are taken or refused in words, with their place: nothing else is raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from docgraph.cli.check_request import CheckRequest
from docgraph.mkdocs.plugin import DocgraphPlugin
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError

SEED = 20261130
VARIANTS = 600
OURS = [name.replace("_", "-") for name in Settings.model_fields]
HOST = ["docs_dir", "exclude_docs", "draft_docs", "not_in_nav", "plugins", "INHERIT"]
WORDS = [
    *("", " ", "!", "!!", "**", "[", "\\", "#", "!#", "a[", "*.md", "!*.md", "../x", "/none", "~", "%", "\0", "é"),
    *(
        "off",
        "error",
        "OWN001",
        "OWN",
        "orphan-outcome",
        "strict",
        "2026-01-01",
        "9999-99-99",
        "de",
        "a" * 300,
        "x/" * 200,
    ),
    *("\ud800", "\u202e", "docs", "mkdocs.yml", "a\nb", "!\n!a", "."),
]


def value(random: Random, depth: int = 0) -> Any:
    """Any value that a file of settings can hold."""
    plain: list[Callable[[], Any]] = [
        lambda: None,
        lambda: random.choice([True, False]),
        lambda: random.choice([0, 1, -1, 5, 2**70, 10**400]),
        lambda: random.choice([0.5, float("inf"), float("nan"), -0.0]),
        lambda: random.choice(WORDS),
        lambda: random.choice(WORDS) + random.choice(WORDS),
    ]
    nested: list[Callable[[], Any]] = [
        lambda: [value(random, depth + 1) for _ in range(random.randrange(3))],
        lambda: {key(random): value(random, depth + 1) for _ in range(random.randrange(3))},
    ]
    return random.choice([*plain, *nested * 2] if depth < 3 else plain)()


def key(random: Random) -> Any:
    return random.choice(
        [random.choice(WORDS), random.choice(OURS), "severity", "enabled", "locale", 5, None, True, 0.5]
    )


def settings_like(random: Random, name: str) -> Any:
    """A value of nearly the right shape for the setting `name`."""
    if name == "kinds":
        names = ["like", "kind", "id", "body", "defaults", "keys", "values", "read"]
        kinds = ["decision", "agnet", False, {"kind": "decision", random.choice(names): value(random, 3)}]
        return {key(random): random.choice(kinds) for _ in range(2)}
    if name in ("rules", "paths", "keys", "values", "read"):
        return {key(random): {key(random): value(random, 3) for _ in range(2)} for _ in range(2)}
    if name in ("select", "ignore", "levels", "extra-keys"):
        return [value(random, 3) for _ in range(random.randrange(4))]
    return value(random, 3)


def any_setting(random: Random, name: str) -> Any:
    return settings_like(random, name) if random.randrange(2) else value(random)


def host_file(random: Random) -> dict[Any, Any]:
    """A host's configuration with one or two odd values."""
    ours: dict[Any, Any] = {}
    data: dict[Any, Any] = {"site_name": "x", "plugins": ["search", {"docgraph": ours}]}
    for _ in range(random.randrange(1, 3)):
        where = random.randrange(4)
        if where == 0:
            data[random.choice(HOST)] = value(random)
        elif where == 1:
            plugin = random.choice(["i18n", "meta", "material/meta", "search"])
            option = random.choice(["languages", "docs_structure", "enabled", "meta_file"])
            data["plugins"] = [{plugin: {option: value(random)}}, {"docgraph": ours}]
        else:
            name = random.choice(OURS)
            ours[name] = any_setting(random, name)
    return data


def text_of(data: dict[Any, Any]) -> str:
    return str(yaml.dump(data, allow_unicode=False, sort_keys=False))


def faults(variants: list[str], name: str, folder: Path) -> Counter[str]:
    """What went wrong with any of the variants: an exception, or a fault without its place."""
    found: Counter[str] = Counter()
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "jane.md").write_text("---\nkind: person\n---\n", encoding="utf-8")
    file = folder / name
    for text in variants:
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            CheckRequest(str(folder)).run()
        except SettingsError as refused:
            for line in str(refused).splitlines():
                if not line.startswith((f"{name}:", f"{file}:", "no document with a `kind`", " ")):
                    found[f"no place: {line[:90]}"] += 1
        except Exception as error:
            found[f"{type(error).__name__}: {str(error)[:60]!r} of {text[:80]!r}"] += 1
    return found


@pytest.mark.slow
def test_settings_of_every_shape_in_a_host_file(tmp_path: Path) -> None:
    random = Random(SEED)
    assert not faults([text_of(host_file(random)) for _ in range(VARIANTS)], "mkdocs.yml", tmp_path)


def toml_of(value: Any) -> str:
    """A TOML value; what TOML lacks becomes a text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(toml_of, value))}]"
    if isinstance(value, dict):
        pairs = {str(name): inner for name, inner in value.items()}
        return f"{{{', '.join(f'{toml_of(name)} = {toml_of(inner)}' for name, inner in pairs.items())}}}"
    escaped = "".join(f"\\U{ord(one):08X}" if not one.isalnum() else one for one in str(value))
    return f'"{escaped}"'


@pytest.mark.slow
def test_settings_of_every_shape_in_a_file_of_ours(tmp_path: Path) -> None:
    random = Random(SEED)
    variants = []
    for _ in range(VARIANTS // 3):
        name = random.choice([*OURS, "docs-dir", "docs_dir"])
        variants.append(f"{name} = {toml_of(any_setting(random, name))}\n")
    assert not faults(variants, "docgraph.toml", tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"\xef\xbb\xbf\xff", b"\0", b"- a", b"a: [", b"? {}\n: 1", b"!!python/name:os.x a"]
)
@pytest.mark.parametrize("name", ["mkdocs.yml", "docgraph.toml"])
def test_files_that_are_no_settings(tmp_path: Path, name: str, content: bytes) -> None:
    assert not faults([content.decode("latin-1")], name, tmp_path)
    (tmp_path / name).write_bytes(content)
    try:
        CheckRequest(str(tmp_path)).run()
    except SettingsError as refused:
        assert str(refused).startswith((f"{tmp_path / name}:", f"{name}:"))


def test_the_plugin_refuses_what_the_command_refuses() -> None:
    random = Random(SEED)
    for _ in range(VARIANTS // 3):
        name = random.choice(OURS)
        errors, _ = DocgraphPlugin().load_config({name: value(random)})
        assert all(isinstance(error, SettingsError) for _, error in errors)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("exclude_docs: '!'", "1:1", "`exclude_docs` must be `.gitignore` patterns, not `!`"),
        ("exclude_docs: [a]", "1:1", "`exclude_docs` must be text with a pattern on each line, not a list"),
        ("docs_dir: 5", "1:1", "`docs_dir` must be the path of a folder, not `5`"),
        (f"docs_dir: {'a' * 300}", "1:1", f"`docs_dir: {'a' * 60}...` does not exist"),
        ("plugins: [docgraph: {paths: {'!': {OWN001: 'off'}}}]", "1:30", "`paths.!` is not a `.gitignore` pattern"),
        (
            "plugins: [docgraph, i18n: {languages: 5}]",
            "1:28",
            "`plugins.i18n.languages` must be a list of languages, each with a `locale`, not `5`",
        ),
    ],
)
def test_a_value_that_no_pattern_or_path_can_be_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "jane.md").write_text("---\nkind: person\n---\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        CheckRequest(str(tmp_path)).run()
    assert str(refused.value).startswith(f"mkdocs.yml:{place}: {message}"), str(refused.value)


def test_the_host_refuses_a_pattern_of_paths_before_it_builds(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x\nplugins: [docgraph: {paths: {'!': {OWN001: 'off'}}}]\n", encoding="utf-8")
    config = load_config(str(file))
    with pytest.raises(PluginError) as refused:
        config.plugins.on_pre_build(config=config)
    assert "mkdocs.yml:2:30: `paths.!` is not a `.gitignore` pattern" in str(refused.value)
