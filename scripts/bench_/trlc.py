"""The corpus in the format of TRLC: one type a kind, one file an item, with text, table and links."""

from __future__ import annotations

import json
from pathlib import Path

from .items import LINKS, PLURALS, RISKS, Item
from .markdown import prose, table

_FIELDS = "title status owner_name domain created checked summary body".split()


def write_trlc(items: list[Item], folder: Path) -> None:
    """The model, and the items; that an owner is named is a check of the model, as it is a rule of ours."""
    (folder / "model").mkdir(parents=True)
    (folder / "items").mkdir()
    (folder / "model" / "model.rsl").write_text(_model(), encoding="utf-8")
    for item in items:
        (folder / "items" / f"{item.id}.trlc").write_text(_item_text(item), encoding="utf-8")


def _model() -> str:
    lines = ["package Model", "", "enum Risk {", *(f"  {risk}" for risk in RISKS), "}", "", "abstract type Item {"]
    lines += [*(f"  {name} String" for name in _FIELDS), "  risk Risk", "  tags String [0 .. *]"]
    lines += ["  owner optional Item", "  backup optional Item", "}", ""]
    for kind in PLURALS:
        links = [f"  {_name(relation)} optional Item [1 .. *]" for relation, *_ in LINKS[kind]]
        lines += [f"type {kind.capitalize()} extends Item {{", *links, "}", ""]
        if kind != "person":
            lines += [f"checks {kind.capitalize()} {{", '  owner != null, error "needs an owner"', "}", ""]
    return "\n".join(lines)


def _item_text(item: Item) -> str:
    body = "\n".join([*prose(item), *table(item)])
    texts = {
        "title": item.title,
        "status": "open",
        "owner_name": item.owner or item.id,
        "domain": item.domain,
        "created": str(item.day),
        "checked": str(item.reviewed),
        "summary": item.summary,
    }
    lines = ["package Items", "import Model", "", f"Model.{item.kind.capitalize()} {_name(item.id)} {{"]
    lines += [f"  {name} = {json.dumps(text)}" for name, text in texts.items()]
    lines += [f"  body = '''\n{body}\n'''", f"  risk = Model.Risk.{item.risk}"]
    lines += [f"  tags = [{', '.join(map(json.dumps, item.tags))}]"]
    people = {"owner": item.owner, "backup": item.backup} if item.kind != "person" else {}
    lines += [f"  {name} = {_name(id)}" for name, id in people.items() if id]
    lines += [f"  {_name(relation)} = [{', '.join(map(_name, ids))}]" for relation, ids in item.links.items()]
    return "\n".join([*lines, "}", ""])


def _name(text: str) -> str:
    return text.replace("-", "_")
