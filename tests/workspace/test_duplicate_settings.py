"""A setting that is written twice, in whatever spelling, is refused by the command and by the plugin."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import yaml

from docgraph.cli.check_request import CheckRequest
from docgraph.mkdocs.plugin import DocgraphPlugin
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.rules import RULES
from tests.mkdocs.site import FILES, write

SEED = 20261162
VARIANTS = 250
_WORDS = ("error", "warning", "info", "'off'")


def _rules(random: Random, twin: bool) -> list[str]:
    """Two lines of a map of rules: one rule in two of its names, or two rules."""
    rule, other = random.sample([rule for rule in RULES if rule.code[:3] not in ("INT", "DOC")], 2)
    names = [rule.code, rule.name, rule.code.lower(), rule.code]
    first, second = random.sample(names, 2)
    return [f"{name}: {random.choice(_WORDS)}" for name in (first, second if twin else other.code)]


def _section(random: Random, twin: bool) -> str:
    """Settings as YAML in one line each, indented for the plugin's section."""
    shape = random.randrange(4)
    if shape == 0:
        return f"rules: {{{', '.join(_rules(random, twin))}}}"
    if shape == 1:
        return f"paths: {{'a_b/**': {{{', '.join(_rules(random, twin))}}}, 'a-b/**': {{OWN: error}}}}"
    if shape == 2:
        days = [f"days: {random.randrange(1, 90)}"] * (1 + twin)
        return f"rules: {{OWN010: {{{', '.join(days)}}}}}"
    twinned = {"fail-on": ("error", "never"), "allow-empty": ("true", "false"), "as-of": ("2026-01-01", "2026-02-01")}
    name = random.choice(sorted(twinned))
    spelled = random.choice((name, name.replace("-", "_")))
    lines = [f"{name}: {random.choice(twinned[name])}"]
    return ", ".join([*lines, f"{spelled}: {random.choice(twinned[name])}"] if twin else [*lines, "pages: site"])


def _refusal(root: Path) -> str:
    try:
        CheckRequest(str(root)).run()
    except SettingsError as refused:
        return str(refused)
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("twin", [True, False])
def test_one_setting_in_two_spellings(tmp_path: Path, twin: bool) -> None:
    random = Random(SEED)
    write(tmp_path, FILES)
    file, passed, refused = tmp_path / "mkdocs.yml", [], []
    for _ in range(VARIANTS):
        section = _section(random, twin)
        file.write_text(f"site_name: x\nplugins:\n  - docgraph: {{{section}}}\n", encoding="utf-8")
        refusal = _refusal(tmp_path)
        if twin and not (refusal.startswith("mkdocs.yml:3:") and refusal.endswith("keep one of the two")):
            passed.append((section, refusal))
        if not twin and refusal:
            refused.append((section, refusal))
    assert not passed and not refused, (len(passed), passed[:3], len(refused), refused[:3])


def test_the_plugin_refuses_what_a_loaded_map_no_longer_shows(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    text = "plugins:\n  - docgraph:\n      profile: strict\n      profile: adopt\n"
    file.write_text(text, encoding="utf-8")
    options = yaml.safe_load(text)["plugins"][0]["docgraph"]
    [(_, error)], _ = DocgraphPlugin().load_config(options, str(file))
    assert str(error) == "mkdocs.yml:4:7: `profile` is set twice; keep one of the two"
    file.write_text(text.replace("      profile: adopt\n", ""), encoding="utf-8")
    assert not DocgraphPlugin().load_config(options, str(file))[0]


@pytest.mark.parametrize("value", ["no", "yes", "true", 1, 0, "", None])
def test_a_switch_takes_true_or_false(value: object) -> None:
    switches = [name.replace("_", "-") for name, field in Settings.model_fields.items() if field.annotation is bool]
    assert switches == ["allow-empty", "records-in-nav"]
    for name in switches:
        [(_, error)], _ = DocgraphPlugin().load_config({name: value})
        assert str(error).startswith(f"`{name}` must be true or false, not ")
        assert not DocgraphPlugin().load_config({name: True})[0]


@pytest.mark.parametrize("value", ["OWN002: ", "OWN002: {severity: }", "OWN002: ~"])
def test_a_rule_without_a_severity_is_refused(tmp_path: Path, value: str) -> None:
    write(tmp_path, FILES, f"plugins: [docgraph: {{rules: {{{value}}}}}]\n")
    assert "`rules.OWN002` must be error, warning, info or off, not `None`" in _refusal(tmp_path)


@pytest.mark.parametrize("entry", ["../.git/config", "../.git", "../README.md/../.git/HEAD", "../sub/.git/config"])
def test_a_link_into_the_git_folder_is_refused(tmp_path: Path, entry: str) -> None:
    for folder in (".git", "sub/.git"):
        (tmp_path / folder).mkdir(parents=True)
        for name in ("config", "HEAD"):
            (tmp_path / folder / name).write_text("secret", encoding="utf-8")
    (tmp_path / "README.md").write_text("# A\n", encoding="utf-8")
    write(tmp_path, FILES, f"plugins: [docgraph: {{links: ['{entry}']}}]\n")
    assert "which is in the `.git` folder" in _refusal(tmp_path)
    write(tmp_path, FILES, "plugins: [docgraph: {links: [../README.md]}]\n")
    assert not _refusal(tmp_path)
