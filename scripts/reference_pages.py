"""The generated reference: pages under `content/reference`, and a hook that adds the pages of the rules to the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docgraph.definitions.formats import DEFINITION_FORMATS
from docgraph.definitions.manifests import MANIFESTS
from docgraph.kinds import KINDS
from docgraph.model.definition import Node
from docgraph.model.key_docs import KeyDoc, key_docs
from docgraph.model.limits import LIMITS
from docgraph.model.record import Record
from docgraph.model.settings import Settings
from docgraph.rules import RULES, Rule

_DEFINES = {Node.AGENT: "agents", Node.SKILL: "skills", Node.MCP_SERVER: "MCP servers"}
RULE_SOURCES = "plugins/docgraph/rules"
_RULE_LINK = re.compile(rf"\]\((?:\.\./)+{RULE_SOURCES}/([a-z]{{3}}\d{{3}})_\w+\.md")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page of every rule to the site. In the repository it is beside the code of the rule."""
    for rule in RULES:
        files.append(File.generated(config, rule_page(rule.code), content=rule.page))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text of a page with links to the sources of rule pages turned into links to their pages on the site."""
    folder = posixpath.dirname(page.file.src_uri)
    return _RULE_LINK.sub(lambda link: f"]({posixpath.relpath(rule_page(link[1]), folder)}", markdown)


def rule_page(code: str) -> str:
    """The path of the page of a rule on the site, relative to the docs folder."""
    return f"reference/rules/{code.lower()}.md"


def rule_source(rule: Rule, folder: str) -> str:
    """The path of the page of a rule in the repository, relative to a folder."""
    return posixpath.relpath(f"{RULE_SOURCES}/{rule.check.__module__.rpartition('.')[2]}.md", folder)


def pages() -> dict[str, str]:
    """The generated pages under `content/`, by path. `pytest --update tests/docs/test_reference.py` writes them."""
    return {
        "reference/kinds.md": kinds(),
        "reference/settings.md": settings(),
        "reference/limits.md": limits(),
        "reference/programs.md": programs(),
        "reference/rules/index.md": rules(),
    }


def kinds() -> str:
    """Every kind with its keys, their meaning, what they take, and the relation they make."""
    shared = {doc.key for doc in key_docs(Record)}
    lines = [
        *_heading("Kinds and keys"),
        "A rule may report a key in **bold** if it is missing or a placeholder. `docgraph kinds KIND` and "
        "`docgraph explain KEY` print the same. Besides [the keys of every kind](#keys-of-every-kind), any record "
        "takes the keys that site generators use on any page, and any key that begins with `x-`.",
    ]
    for kind in KINDS:
        about = " ".join((kind.__doc__ or "").split())
        lines += ["", f"## {kind.kind}", "", f"{about} A list of them: `kind: {kind.plural}`."]
        lines += ["", *_key_table(doc for doc in key_docs(kind) if doc.key not in shared)]
        lines += _part_tables(f"{kind.kind}: ", (doc for doc in key_docs(kind) if doc.key not in shared))
    lines += ["", "## Keys of every kind", "", *_key_table(key_docs(Record)), *_part_tables("", key_docs(Record)), ""]
    return "\n".join(lines)


def _part_tables(prefix: str, docs: Iterable[KeyDoc]) -> Iterator[str]:
    """A section for each key that takes maps."""
    for doc in docs:
        if doc.part is not None:
            about = " ".join((doc.part.__doc__ or "").split())
            yield from ("", f"### {prefix}`{doc.key}`", "", about, "", *_key_table(key_docs(doc.part)))


def _key_table(docs: Iterable[KeyDoc]) -> Iterator[str]:
    yield "| key | meaning | takes | refers to | relation |"
    yield "|---|---|---|---|---|"
    for doc in docs:
        is_reference = doc.takes == "one or more ids"
        targets = ", ".join(doc.targets) or ("any record" if is_reference else "")
        relation = f"`{doc.relation}` / `{doc.inverse}`" if doc.relation else ""
        key = f"**`{doc.key}`**" if doc.required else f"`{doc.key}`"
        yield f"| {key} | {doc.description} | {doc.takes} | {targets} | {relation} |"


def _heading(title: str) -> list[str]:
    return [
        f"# {title}",
        "",
        "<!-- Generated from the code; `pytest --update tests/docs/test_reference.py` writes it. -->",
        "",
    ]


def settings() -> str:
    """Every setting with its default and meaning."""
    lines = [
        *_heading("Settings"),
        "In the plugin's section of `mkdocs.yml`, or with the same keys at the top of `docgraph.toml` where there "
        "is no `mkdocs.yml` (there, `docs-dir` names the docs folder). Hyphens and underscores are the same.",
        "",
        "| key | default | what it does |",
        "|---|---|---|",
    ]
    for name, info in Settings.model_fields.items():
        default = info.get_default(call_default_factory=True)
        scalar = str(default).lower() if isinstance(default, str | int) else ""
        shown = ", ".join(default) if isinstance(default, tuple) else scalar
        key = name.replace("_", "-")
        lines.append(f"| `{key}` | {f'`{shown}`' if shown else ''} | {info.description} |")
    return "\n".join([*lines, ""])


def limits() -> str:
    """Every limit on what is read of a document."""
    lines = [
        *_heading("Limits"),
        "How much is read of one document. A document that people wrote stays far below these limits; they bound what "
        "a hostile one costs: whatever 1 MB of Markdown holds, `docgraph check` takes at most 2 s of processor time "
        "and 200 MB of memory. Reaching a limit is a finding with its place, never silence.",
        "",
        "| limit | what is counted | beyond it | finding |",
        "|---:|---|---|---|",
    ]
    by_code = {rule.code: rule for rule in RULES}
    for limit in LIMITS:
        code = f"[{limit.code}]({rule_source(by_code[limit.code], 'content/reference')})" if limit.code else ""
        counted = limit.counted.replace("|", "\\|")
        lines.append(f"| {limit.value:,} | {counted} | {limit.effect} | {code} |")
    return "\n".join([*lines, ""])


def programs() -> str:
    """Every program whose agents are found, with the files in which they are."""
    lines = [
        *_heading("Programs whose agents are found"),
        "`docgraph scan` and the rules about definitions read these files, wherever in the repository they are. A file "
        "is read by the first format whose pattern it matches. The setting `scan.files` names more files to read, and "
        "`scan.ignore` files to leave out.",
        "",
        "| program | defines | files | documentation that is followed |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {form.host} | {_DEFINES[form.node]} | {_patterns(form.patterns)} | {form.followed} |"
        for form in DEFINITION_FORMATS
    ]
    manifests = _patterns(pattern for manifest in MANIFESTS for pattern in manifest.patterns)
    lines += [
        "",
        f"Manifests of plugins name more files, or folders of agents and skills: {manifests}.",
        "",
        "## What is not read",
        "",
        "Agents of other programs are not found, and a check does not report them. Among these programs are Kiro "
        "(`.kiro/agents`), Amazon Q (`.amazonq/cli-agents`) and Roo Code (`.roomodes`). Agents in the home folder of a "
        "user, in a cloud service, or in code are not found either. Write their packets by hand.",
    ]
    return "\n".join([*lines, ""])


def _patterns(patterns: Iterable[str]) -> str:
    return ", ".join(f"`{pattern.removeprefix('**/')}`" for pattern in patterns)


def rules() -> str:
    """Every rule with a link to its page."""
    lines = [
        *_heading("Rules"),
        f"{len(RULES)} rules. *Dated* ones depend on the as-of date; of *fixable* ones `docgraph check --fix` "
        "fixes some or all findings. `docgraph explain CODE` prints the page of a rule.",
        "",
        "| code | name | default | dated | fixable | reports |",
        "|---|---|---|---|---|---|",
    ]
    for rule in RULES:
        severity = "off" if rule.off else str(rule.severity)
        dated = "yes" if rule.dated else ""
        fixable = "yes" if rule.fixable else ""
        link = f"[{rule.code}]({rule_source(rule, 'content/reference/rules')})"
        lines.append(f"| {link} | {rule.name} | {severity} | {dated} | {fixable} | {rule.summary} |")
    return "\n".join([*lines, ""])
