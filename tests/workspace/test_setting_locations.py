"""A fault in the settings is reported with the file, line and column of the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from mkdocs.config import load_config

from docgraph.app import check
from docgraph.app.path_overrides import matching
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import found_by, layout_of
from docgraph.workspace.load_project import project_at
from docgraph.workspace.setting_locations import MOST_INHERITED, TOO_MANY, reject_duplicate_keys_in, with_locations
from tests.mkdocs.site import write

YAML = """\
site_name: x
plugins:
  - search
  - docgraph:
      fail_on: bad
      profil: strict
      allow-empty: 3
      as-of: soon
      pages: ../up
"""
TOML = """\
docs-dir = "docs"
profile = "loose"

[rules.OWN001]
severity = "loud"
"""


def faults(folder: Path, name: str, content: str) -> list[str]:
    (folder / "docs").mkdir()
    (folder / name).write_text(content)
    with pytest.raises(SettingsError) as raised:
        layout_of(folder)
    return str(raised.value).split("\n")


def test_every_fault_of_a_host_file_has_its_place(tmp_path: Path) -> None:
    assert faults(tmp_path, "mkdocs.yml", YAML) == [
        "mkdocs.yml:5:7: `fail-on` must be `error`, `warning`, `info` or `never`, not `bad`",
        "mkdocs.yml:6:7: unknown setting `profil`; did you mean `profile`?",
        "mkdocs.yml:7:7: `allow-empty` must be true or false, not `3`",
        "mkdocs.yml:8:7: `as-of` must be a date, YYYY-MM-DD, not `soon`",
        "mkdocs.yml:9:7: `pages` must be a folder inside the site, such as `trace`, not `../up`",
    ]


def test_a_fault_of_our_own_file_has_its_place(tmp_path: Path) -> None:
    assert faults(tmp_path, "docgraph.toml", TOML) == [
        "docgraph.toml:2:1: `profile` must be `adopt`, `default` or `strict`, not `loose`"
    ]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (("rules", "OWN001"), "docgraph.toml:4:8: "),
        (("rules", "OWN001", "severity"), "docgraph.toml:5:1: "),
        (("select", 0), ""),
        (("profile",), ""),
    ],
)
def test_a_later_fault_has_a_location_unless_its_key_is_in_another_file(
    tmp_path: Path, key: tuple[str | int, ...], place: str
) -> None:
    file = tmp_path / "docgraph.toml"
    file.write_text(TOML)
    with pytest.raises(SettingsError) as raised, with_locations(file, but=("profile",)):
        raise SettingsError("no", key)
    assert str(raised.value) == f"{place}no"


def test_plugins_may_be_a_map(tmp_path: Path) -> None:
    assert faults(tmp_path, "mkdocs.yml", "plugins:\n  docgraph:\n    profile: x\n") == [
        "mkdocs.yml:3:5: `profile` must be `adopt`, `default` or `strict`, not `x`"
    ]


@pytest.mark.parametrize(
    ("plugins", "message"),
    [
        (
            "- docgraph:\n  profile: strict",
            "mkdocs.yml:3:3: `profile` is beside `docgraph:`, not below it; indent it by two more spaces",
        ),
        ("- docgraph: strict", "mkdocs.yml:2:3: `docgraph` must be a map of settings, not `strict`; write `- docgraph"),
        ("- docgraph: [a]", "mkdocs.yml:2:3: `docgraph` must be a map of settings, not `['a']`; write `- docgraph:`"),
        ("- search\n- docgraph\n- docgraph", "mkdocs.yml:4:3: `docgraph` is listed twice under `plugins`; keep one"),
        ("- docgraph: {}\n- docgraph: {}", "mkdocs.yml:3:3: `docgraph` is listed twice under `plugins`; keep one"),
        ("  docgraph: strict", "mkdocs.yml:2:3: `docgraph` must be a map of settings, not `strict`"),
        ("  docgraph", "mkdocs.yml:1:1: `plugins` must be a list; write `- docgraph` on a line below it"),
    ],
)
def test_an_entry_that_loses_its_settings_is_reported_with_location_and_edit(
    tmp_path: Path, plugins: str, message: str
) -> None:

    [fault] = faults(tmp_path, "mkdocs.yml", "plugins:\n" + plugins + "\n")
    assert fault.startswith(message)


@pytest.mark.parametrize(
    "plugins",
    [
        "- search: en",
        "- search:\n  lang: en",
        "- search: [en]\n- i18n: x\n- meta: 3",
        "- docgraph: {enabled: false}\n- docgraph: {profile: strict}",
        "- docgraph: {enabled: false, profile: strict}",
    ],
)
def test_entries_of_other_and_disabled_plugins_are_left_to_mkdocs(tmp_path: Path, plugins: str) -> None:
    (tmp_path / "docs").mkdir()
    own = "" if "docgraph" in plugins else "\n- docgraph: {profile: strict}"
    (tmp_path / "mkdocs.yml").write_text(f"plugins:\n{plugins}{own}\n")
    assert layout_of(tmp_path).settings.profile == "strict"


@pytest.mark.parametrize("content", ["hello\n", "[1, 2]\n", "root:x:0:0\nbin:x:1:1\n"])
def test_a_file_that_holds_no_settings_is_none(tmp_path: Path, content: str) -> None:
    assert faults(tmp_path, "mkdocs.yml", content)[0].endswith(
        "mkdocs.yml: has no settings; pass a mkdocs.yml or a docgraph.toml"
    )


@pytest.mark.parametrize("name", ["nope.yml", "nope.toml"])
def test_a_missing_file_is_reported_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match=rf"{name}: does not exist$"):
        layout_of(tmp_path, tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("docgraph.toml", b'[kinds]\n"a.md" = \n', ":2:10: is not valid TOML: invalid value; correct it"),
        ("docgraph.toml", b"a = 1\r\na = 2\r\n", ":2:6: is not valid TOML: cannot overwrite a value; correct it"),
        ("docgraph.toml", b"a = 1\nb = [1,\n\n", ":2:8: is not valid TOML: invalid value; correct it"),
        ("docgraph.toml", b"a = " + b"[" * 5_000, ":1:1: values are nested too deeply; delete some levels"),
        ("docgraph.toml", b"a = '\xff'\n", ": is not UTF-8; save the file as UTF-8"),
        ("mkdocs.yml", b"a: 1\nb: [\n", ":3:1: is not valid YAML: did not find expected node content; correct it"),
    ],
)
def test_invalid_syntax_has_its_place_and_the_next_step(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        layout_of(tmp_path)
    assert str(refused.value) == f"{tmp_path / name}{message}"


def test_a_file_of_ours_beside_the_hosts_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "docgraph.toml").write_text('profile = "strict"\n')
    assert faults(tmp_path, "mkdocs.yml", "site_name: x\n") == [
        f"{tmp_path}/docgraph.toml: is not read beside mkdocs.yml; write its settings below `- docgraph:` under "
        "`plugins` of mkdocs.yml, and delete it, or move it and give it with `--config`"
    ]
    with pytest.raises(SettingsError, match="is not read beside"):
        layout_of(tmp_path / "docs")
    assert layout_of(tmp_path, tmp_path / "docgraph.toml").settings.profile == "strict"
    assert layout_of(tmp_path, tmp_path / "mkdocs.yml").settings.profile == "default"


@pytest.mark.parametrize(
    ("configured", "environment", "profile"),
    [
        ("!ENV [P, strict]", {}, "strict"),
        ("!ENV [P, strict]", {"P": "adopt"}, "adopt"),
        ("!ENV [P, Q, strict]", {"Q": "adopt"}, "adopt"),
        ("!ENV P", {"P": "adopt"}, "adopt"),
    ],
)
def test_a_setting_of_the_environment_is_read_as_the_host_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configured: str, environment: dict[str, str], profile: str
) -> None:
    for name in ("P", "Q"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: x\nplugins:\n  - docgraph:\n      profile: {configured}\n")
    options = load_config(str(file))["plugins"]["docgraph"].settings
    assert layout_of(tmp_path).settings.profile == options.profile == profile


def test_a_flag_and_a_day_of_the_environment_have_their_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLAG", "true")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "plugins: [{docgraph: {allow-empty: !ENV FLAG, as-of: !ENV [NO_SUCH_DAY, 2026-11-21]}}]\n"
    )
    settings = layout_of(tmp_path).settings
    assert settings.allow_empty is True
    assert settings.as_of == date(2026, 11, 21)


def test_code_in_the_default_of_the_environment_is_not_run(tmp_path: Path) -> None:
    default = "!!python/object/apply:os.mkdir [ran]"
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"docs_dir: !ENV [NO_SUCH_NAME, {default}]\n")
    assert layout_of(tmp_path).docs == tmp_path / "docs"
    assert not Path("ran").exists()


def test_a_fault_in_an_inherited_file_is_reported_in_that_file(tmp_path: Path) -> None:
    base = tmp_path / "shared"
    base.mkdir()
    (base / "base.yml").write_text("site_name: x\nplugins:\n  docgraph:\n    profile: loose\n    as-of: soon\n")
    main = "INHERIT: shared/base.yml\nplugins:\n  docgraph:\n    as-of: never\n    fail-on: bad\n"
    assert faults(tmp_path, "mkdocs.yml", main) == [
        "mkdocs.yml:4:5: `as-of` must be a date, YYYY-MM-DD, not `never`",
        "mkdocs.yml:5:5: `fail-on` must be `error`, `warning`, `info` or `never`, not `bad`",
        "shared/base.yml:4:5: `profile` must be `adopt`, `default` or `strict`, not `loose`",
    ]


def _chain(root: Path, length: int) -> Path:
    """A file of settings that inherits from as many others, one from the next; the last has a fault."""
    for number in range(length):
        (root / f"base{number}.yml").write_text(f"INHERIT: base{number + 1}.yml\nsite_name: x\n")
    (root / f"base{length}.yml").write_text("plugins: [{docgraph: {profile: x}}]\n")
    return (root / "base0.yml").rename(root / "mkdocs.yml")


@pytest.mark.parametrize("length", range(1, 31))
def test_an_inherited_setting_is_read_or_reported_as_too_deep(tmp_path: Path, length: int) -> None:
    (tmp_path / "docs").mkdir()
    file = _chain(tmp_path, length)
    with pytest.raises(SettingsError) as error:
        found_by(file).layout()
    if length <= MOST_INHERITED:
        assert str(error.value) == f"base{length}.yml:1:23: `profile` must be `adopt`, `default` or `strict`, not `x`"
    else:
        assert str(error.value) == f"base{MOST_INHERITED}.yml:1:1: {TOO_MANY}"
        with pytest.raises(SettingsError, match="more than 10 files inherit"):
            reject_duplicate_keys_in(file)


@pytest.mark.parametrize("value", ["5", "[a.yml]", "", "{a: b}", "true"])
def test_only_a_path_can_be_inherited(tmp_path: Path, value: str) -> None:
    [fault] = faults(tmp_path, "mkdocs.yml", f"INHERIT: {value}\n")
    assert fault.startswith("mkdocs.yml:1:1: `INHERIT` must be the path of a file")


def test_files_that_inherit_each_other_end_somewhere(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: mkdocs.yml\nplugins: [{docgraph: {profile: x}}]\n")
    with pytest.raises(SettingsError) as raised, with_locations(tmp_path / "mkdocs.yml"):
        raise SettingsError("no", ("profile",))
    assert str(raised.value) == "mkdocs.yml:2:23: no"


@pytest.mark.slow
def test_a_pattern_of_paths_that_no_file_matches_is_named_at_its_place(tmp_path: Path) -> None:
    """The law, over patterns of both forms: named exactly where it changes the severity of no file's findings."""
    random = Random(20261163)
    files = ("index.md", "drafts/a.md", "bots/big.md", "bots/logo.svg", "x.y/z.md")
    names = ("index.md", "drafts", "bots", "big.md", "*.svg", "z.md", "x.?", "none", "a.txt", "**")
    write(tmp_path, dict.fromkeys(files, "# A\n"))
    wrong = []
    for _ in range(200):
        pattern = "/".join(random.choices(names, k=random.randrange(1, 4))) + random.choice(("", "/", "/**"))
        pattern = random.choice(("", "/", "docs/", "!")) + pattern
        settings = f"site_name: x\nplugins:\n  - docgraph:\n      paths:\n        {pattern!r}: {{OWN001: info}}\n"
        (tmp_path / "mkdocs.yml").write_text(settings)
        found = [
            finding for finding in check(project_at(layout_of(tmp_path))).findings if "`paths` names" in finding.message
        ]
        matches = matching(pattern)
        used = any(matches(path) or matches(f"docs/{path}") for path in files)
        if [(finding.at.path, finding.at.line, str(finding.severity)) for finding in found] != (
            [] if used else [("mkdocs.yml", 5, "info")]
        ):
            wrong.append(f"{pattern}: {found}")
    assert not wrong, f"{len(wrong)} of 200: {wrong[:5]}"
