"""Names and texts of made-up agents, and the ways in which a format can write the same list."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence

SEED = 16
AREAS = (
    "billing search mobile docs infra data api release security payments checkout catalog shipping returns pricing "
    "login profile reports invoices alerts backup archive import export webhooks queue cache schema forms locale"
).split()
ROLES = (
    "reviewer writer planner tester auditor debugger migrator explainer triager refactorer analyst coordinator"
).split()
TASKS = (
    "Check every change for missing tests and report the file and line.",
    "Explain the code in short steps. Do not change any file.",
    "Write the smallest change that makes the failing test pass.",
    "List open questions first, then propose a plan with at most five steps.",
    "Compare the behavior with the documentation and name each difference.",
    "Ask before you delete a file, and never touch generated code.",
)


def names(seed: str, separator: str = "-") -> Iterator[str]:
    """Different names of agents, in an order that depends on the seed only."""
    pairs = [f"{area}{separator}{role}" for area in AREAS for role in ROLES]
    random.Random(f"{SEED}{seed}").shuffle(pairs)
    return iter(pairs)


def description(name: str) -> str:
    area, role = name.replace("_", "-").split("-")[:2]
    return f"Works as {role} on the {area} module"


def body(name: str) -> str:
    return TASKS[sum(name.encode()) % len(TASKS)]


def front_matter(lines: Sequence[str], text: str) -> str:
    return "\n".join(["---", *lines, "---", "", text, ""])


def comma_text(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}: {', '.join(values)}"]


def quoted_text(key: str, values: Sequence[str]) -> list[str]:
    return [f'{key}: "{", ".join(values)}"']


def flow(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}: [{', '.join(plain_or_quoted(value) for value in values)}]"]


def single_quoted_flow(key: str, values: Sequence[str]) -> list[str]:
    quoted = ", ".join(f"'{value}'" for value in values)
    return [f"{key}: [{quoted}]"]


def double_quoted_flow(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}: {json.dumps(list(values))}"]


def block(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {plain_or_quoted(value)}" for value in values)]


def unindented_block(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"- {plain_or_quoted(value)}" for value in values)]


def broken_flow(key: str, values: Sequence[str]) -> list[str]:
    """A list over several lines, with a comma after the last entry."""
    return [f"{key}: [", *(f"  {json.dumps(value)}," for value in values), "]"]


def plain_or_quoted(value: str) -> str:
    return json.dumps(value) if set(value) & set("*,&!%@`") else value


LISTS = (flow, single_quoted_flow, double_quoted_flow, block, unindented_block, broken_flow)
TEXTS = (comma_text, quoted_text)
