"""One-edit changes of a rule's file: each comparison, connective, negation, number and condition, one at a time."""

from __future__ import annotations

import ast
import copy
import inspect
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from docgraph.app import CheckResult
from docgraph.app.select_rules import select_rules
from docgraph.model.finding import Finding
from docgraph.model.settings import settings_from
from docgraph.rules import RULES, Rule, Run
from tests.rules.page_cases import Case, cases

EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Each change of the rule's module, in words, and the rule as it is after it."""
    module = sys.modules[rule.check.__module__]
    tree = ast.parse(inspect.getsource(module))
    for index, (node, name) in enumerate(_edits(tree)):
        changed = copy.deepcopy(tree)
        target, _ = list(_edits(changed))[index]
        edit = _apply(changed, target, name)
        line = getattr(node, "lineno", 0)
        made = _rule_of(ast.fix_missing_locations(changed), module, rule)
        yield f"{rule.code} line {line}: {edit}", made


def _edits(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in (inner for statement in function.body for inner in ast.walk(statement)):
            if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
                yield node, "compare"
            elif isinstance(node, ast.BoolOp):
                yield node, "connective"
            elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
                yield node, "negation"
            elif isinstance(node, ast.Constant) and type(node.value) in (int, bool):
                yield node, "constant"
            elif isinstance(node, (ast.If, ast.IfExp)):
                yield node, "always"
                yield node, "never"
            elif isinstance(node, ast.comprehension):
                for number in range(len(node.ifs)):
                    yield node, f"filter {number}"


def _apply(tree: ast.AST, node: ast.AST, name: str) -> str:
    if isinstance(node, ast.Compare):
        before = ast.unparse(node)
        node.ops[0] = _COMPARISONS[type(node.ops[0])]()
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.BoolOp):
        before = ast.unparse(node)
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.UnaryOp):
        before = ast.unparse(node)
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.Constant):
        value = node.value
        node.value = (not value) if isinstance(value, bool) else int(str(value)) + 1
        return f"{value!r} -> {node.value!r}"
    if isinstance(node, (ast.If, ast.IfExp)):
        before = ast.unparse(node.test)
        node.test = ast.Constant(name == "always")
        return f"if {before} -> {name}"
    assert isinstance(node, ast.comprehension)
    number = int(name.split()[1])
    before = ast.unparse(node.ifs[number])
    del node.ifs[number]
    return f"filter {before} dropped"


def _rule_of(tree: ast.AST, module: types.ModuleType, rule: Rule) -> Rule:
    assert isinstance(tree, ast.Module)
    made = types.ModuleType(module.__name__)
    made.__package__ = module.__package__
    made.__file__ = module.__file__
    exec(compile(tree, module.__file__ or "", "exec"), made.__dict__)
    [found] = [value for value in vars(made).values() if isinstance(value, Rule) and value.code == rule.code]
    return found


def fates(rule: Rule) -> Iterator[tuple[str, str]]:
    """Each change of the rule, and whether the examples on its page notice: `killed`, `equivalent` or `survived`."""
    examples = [(case, case.run()) for case in cases(rule.page)]
    before = [findings_of(rule, case, result) for case, result in examples]
    for edit, changed in mutants(rule):
        same = all(
            findings_of(changed, case, result) == old for (case, result), old in zip(examples, before, strict=True)
        )
        known = f"{rule.code}: {edit.split(': ', 1)[1]}" in equivalents()
        yield edit, "killed" if not same else "equivalent" if known else "survived"


@cache
def equivalents() -> dict[str, str]:
    """Changes that change nothing, each with its reason: `CODE: edit  # reason`."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("  # ", 1) for line in lines if line and not line.startswith("#"))


def findings_of(rule: Rule, case: Case, result: CheckResult) -> list[Finding] | str:
    """What a rule says of an example, with the options that the example sets; an exception is an answer too."""
    options = case.settings.get("rules", {})
    given = options.get(rule.code, {}) if isinstance(options, dict) else {}
    bound = (
        {key.replace("-", "_"): value for key, value in given.items() if key != "severity"}
        if isinstance(given, dict)
        else {}
    )
    try:
        return list(_called(rule.check, rule, result, case)(**bound))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _called(
    check: Callable[..., Iterable[Finding]], rule: Rule, result: CheckResult, case: Case
) -> Callable[..., Iterable[Finding]]:
    if not rule.late:
        return lambda **options: check(result.graph, **options)
    chosen = select_rules(RULES, settings_from(case.settings))
    others = tuple(finding for finding in result.findings if finding.code != rule.code)
    return lambda **options: check(result.graph, Run(others, chosen.codes, chosen.ran), **options)
