"""Collects problems with the records of a document."""

from __future__ import annotations

from docgraph.model.cause import Cause
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record
from docgraph.model.record_place import RecordPlace
from docgraph.parse.raw_tree import RawProblem, RawTree
from docgraph.text.slug import is_id, slugify, why_invalid


class RecordProblems:
    """Collects `problems` with the records of one kind in a document."""

    def __init__(self, text: Text, tree: RawTree, kind: type[Record]) -> None:
        self.text = text
        self.tree = tree
        self.kind = kind
        self.problems: list[Problem] = []

    def report_problem(self, raw: RawProblem, subject: str) -> None:
        """Add a problem that was found in the body. `subject` is the kind and id of the record."""
        required = fields_of(self.kind)[str(raw.key[0])].required if raw.key[0] in fields_of(self.kind) else None
        severity = raw.severity or (required.severity if required else Severity.WARNING)
        weight = None if raw.rule_name == "limit-reached" else severity
        at = self.text.at(raw.offset)
        fix = fix_from_edits(self.text.path, [raw.replacement] if raw.replacement else [])
        about = (raw.rule_name, at, raw.message, raw.help, subject, raw.key)
        problem = Problem(*about, severity=weight, fix=fix, unused=raw.key, starts=raw.starts, ends=raw.ends)
        self.problems.append(problem)

    def has_valid_id(self, name: str, prefix: KeyPath, subject: str, own: bool) -> bool:
        """Whether `name` is a valid id. If it is not, a problem is added.

        `own` is set if the document declares the id, instead of using the file name.
        """
        if is_id(name):
            return True
        made = slugify(name) or self.kind.kind
        source = "the id" if own else "the file name"
        help = f"write `id: {made}`" if own else f"add `id: {made}`"
        why = why_invalid(name)
        path = (*prefix, "id") if own else (*prefix, "kind")
        replacement = (
            RecordPlace(self.text, self.tree.marks, self.tree.keys).replacement(path, name, made) if own else None
        )
        self.problem("invalid-id", path, f"{source} `{name[:60]}` is {why}", help, subject, replacement)
        return False

    def problem(
        self,
        fault: str,
        path: KeyPath,
        message: str,
        help: str,
        subject: str,
        replacement: Replacement | None = None,
        unless: tuple[Cause, ...] = (),
    ) -> None:
        """Add a problem with the value at `path`. `fault` is the name of a rule."""
        at = RecordPlace(self.text, self.tree.marks, self.tree.keys).at(path)
        fix = fix_from_edits(self.text.path, [replacement] if replacement else [])
        self.problems.append(Problem(fault, at, message, help, subject, path, fix=fix, unless=unless))
