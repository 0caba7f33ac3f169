"""Lists of rules as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from docgraph.rules import Rule


def rule_list(rules: Sequence[Rule]) -> str:
    """One line for each rule: code, default severity, name and summary."""
    width = max(len(rule.name) for rule in rules)
    lines = (
        f"{rule.code}  {'off' if rule.off else rule.severity:<7}  {rule.name:<{width}}  {rule.summary}\n"
        for rule in rules
    )
    return "".join(lines)


def rule_list_json(rules: Sequence[Rule]) -> str:
    """A list with one object for each rule."""
    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "dated": rule.dated,
            "off": rule.off,
            "fixable": rule.fixable,
            "summary": rule.summary,
        }
        for rule in rules
    ]
    return json.dumps(listed, indent=2) + "\n"
