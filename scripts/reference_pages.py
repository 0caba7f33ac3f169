"""A hook of our own site: the reference pages, written anew in every build from the models and the rules."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import ParsedBy, normalize_choice
from docgraph.model.limits import LIMITS
from docgraph.model.record import Part, Record
from docgraph.model.settings import Settings
from docgraph.rules import RULES

_TYPES = {
    "parse_day": "a date, `YYYY-MM-DD`",
    "parse_due_day": "a date, `2026-05`, `2026-Q2` or `2026-H1` (their last day)",
    "parse_duration": "a period: `90d`, `12 weeks`, `6 months`",
    "number": "a number",
    "parse_amount": "a number, or a text with one",
    "parse_holder_limit": "a number of people from 1 to 99, or `any`",
    "parse_flag": "true, false, or a link to the evidence",
    "parse_done": "true, false, or the day it was done",
    "_level": "a level of autonomy: `L1` to `L4`, or as set under `levels`",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated reference."""
    pages = {"reference/kinds.md": kinds(), "reference/settings.md": settings(), "reference/limits.md": limits()}
    pages["reference/rules/index.md"] = rules()
    pages |= {f"reference/rules/{rule.code.lower()}.md": rule.page for rule in RULES}
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


def kinds() -> str:
    """Every kind with its keys, what they take, and the relation they make."""
    lines = [
        "# Kinds and keys",
        "",
        "Made from the models that read your documents. A key in **bold** is asked for by a rule. Every kind also "
        "takes `title`, `aliases`, `tags`, `reviewed`, `review-every`, `waivers`, the keys that hosts use on any page, "
        "and any key that begins with `x-`.",
    ]
    shared = set(fields_of(Record))
    for kind in KINDS:
        about = (kind.__doc__ or "").strip()
        lines += [
            "",
            f"## {kind.kind}",
            "",
            f"{about} A list of them: `kind: {kind.plural}`.",
            "",
            *table(kind, shared),
        ]
        for name, part in parts(kind, shared):
            lines += ["", f"### {kind.kind}: `{name}`", "", (part.__doc__ or "").strip(), "", *table(part, set())]
    lines += ["", "## waivers", "", "On any record.", "", *table(fields_of(Record)["waivers"].part or Part, set()), ""]
    return "\n".join(lines)


def parts(kind: type[Part], skipped: set[str]) -> Iterator[tuple[str, type[Part]]]:
    for key, field in fields_of(kind).items():
        if field.part is not None and key not in skipped:
            yield key, field.part


def table(part: type[Part], skipped: set[str]) -> Iterator[str]:
    yield "| key | takes | names | relation |"
    yield "|---|---|---|---|"
    for key, field in fields_of(part).items():
        if key in skipped:
            continue
        reference = field.reference
        names = ", ".join(reference.to) or "any record" if reference else ""
        relation = f"`{reference.relation}` / `{reference.inverse}`" if reference and reference.relation else ""
        shown = f"**`{key}`**" if field.required else f"`{key}`"
        yield f"| {shown} | {takes(part, field.name)} | {names} | {relation} |"


def takes(part: type[Part], name: str) -> str:
    """What a field takes, in words."""
    info = part.model_fields[name]
    field = next(one for one in fields_of(part).values() if one.name == name)
    if field.part is not None:
        keys = ", ".join(f"`{key}`" for key in fields_of(field.part))
        what = f"{'a list of maps' if field.many else 'a map'} with {keys}"
        return what + (f"; a text is its `{field.part.PRIMARY}`" if field.part.PRIMARY else "")
    if field.many:
        return "one or more ids" if field.reference else "one text or a list"
    choices = [value for leaf in leaves(info.annotation) for value in literal(leaf)]
    if choices:
        return " or ".join(f"`{choice}`" for choice in choices)
    marks = [*info.metadata, *(mark for leaf in leaves(info.annotation) for mark in getattr(leaf, "__metadata__", ()))]
    for mark in marks:
        function = mark.function if isinstance(mark, ParsedBy) else getattr(mark, "func", None)
        if function is not None and function is not normalize_choice:
            return _TYPES[function.__name__]
    return "text"


def leaves(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        for argument in get_args(annotation):
            yield from leaves(argument)
    else:
        yield annotation


def literal(annotation: Any) -> tuple[Any, ...]:
    inner = getattr(annotation, "__origin__", annotation) if hasattr(annotation, "__metadata__") else annotation
    return get_args(inner) if get_origin(inner) is Literal else ()


def settings() -> str:
    lines = [
        "# Settings",
        "",
        "In the plugin's section of `mkdocs.yml`, or with the same keys at the top of `docgraph.toml` where there "
        "is no `mkdocs.yml` (there, `docs-dir` names the docs folder). Hyphens and underscores are the same.",
        "",
        "| key | default | what it does |",
        "|---|---|---|",
    ]
    for name, info in Settings.model_fields.items():
        default = info.get_default(call_default_factory=True)
        shown = (
            ", ".join(default) if isinstance(default, tuple) else "" if default in (None, {}) else str(default).lower()
        )
        key = name.replace("_", "-")
        lines.append(f"| `{key}` | {f'`{shown}`' if shown else ''} | {info.description} |")
    return "\n".join([*lines, ""])


def limits() -> str:
    """Every limit on what is read of a document."""
    lines = [
        "# Limits",
        "",
        "How much is read of one document. A document that people wrote stays far below these limits; they bound what "
        "a hostile one costs: whatever 1 MB of Markdown holds, `docgraph check` takes at most 2 s of processor time "
        "and 200 MB of memory. Reaching a limit is a finding with its place, never silence.",
        "",
        "| limit | what is counted | beyond it | finding |",
        "|---:|---|---|---|",
    ]
    for limit in LIMITS:
        code = f"[{limit.code}](rules/{limit.code.lower()}.md)" if limit.code else ""
        counted = limit.counted.replace("|", "\\|")
        lines.append(f"| {limit.value:,} | {counted} | {limit.effect} | {code} |")
    return "\n".join([*lines, ""])


def rules() -> str:
    lines = [
        "# Rules",
        "",
        f"{len(RULES)} rules. *Dated* ones depend on the as-of date; of *fixable* ones `docgraph check --fix` "
        "mends some or all findings. `docgraph explain CODE` prints the same pages.",
        "",
        "| code | name | default | dated | fixable | says |",
        "|---|---|---|---|---|---|",
    ]
    for rule in RULES:
        severity = "off" if rule.off else str(rule.severity)
        dated = "yes" if rule.dated else ""
        fixable = "yes" if rule.fixable else ""
        link = f"[{rule.code}]({rule.code.lower()}.md)"
        lines.append(f"| {link} | {rule.name} | {severity} | {dated} | {fixable} | {rule.summary} |")
    return "\n".join([*lines, ""])
