"""Creates the text of a new document, with its owner and the keys that its kind requires."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from posixpath import basename, dirname, join

from msgspec import Struct
from msgspec.structs import replace

from docgraph.app.run_check import CheckResult, Project, check
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.finding import Finding, Severity
from docgraph.model.record import Record
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from docgraph.rules._causes import MISSING_KEY
from docgraph.text.slug import is_id, slugify, why_invalid

_OWNER = "owner"
_WORD = re.compile(r"[-_.]+")
_FOLDER_PAGES = ("index", "readme")


class NewDocument(Struct, frozen=True):
    """A new document (its path is relative to the project), and the findings about it."""

    source: SourceFile
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The id of the record, which is the name of the file."""
        return basename(self.source.path).removesuffix(".md")


def new_document(project: Project, kind: type[Record], name: str, owner: str = "", title: str = "") -> NewDocument:
    """Create a document for a new record with the id `name`.

    Raises `SettingsError` if the id is invalid or in use, if `owner` is not one active person, or if a required key
    must refer to a record that does not exist.
    """
    result = check(project)
    _refuse_unusable_id(result.graph, kind, name)
    if owner:
        refuse_unusable_owner(result.graph, kind, owner)
    front_matter = [f"kind: {kind.kind}", *_lines(result.graph, kind, name, owner, project.settings)]
    heading = " ".join(title.split()) or title_from_id(kind, name)
    text = "\n".join(["---", *front_matter, "---", f"# {heading}", ""])
    source = SourceFile(join(folder_of(result, kind, project.docs), f"{name}.md"), text.encode())
    findings = _findings_about(replace(project, sources=(*project.sources, source)), source.path)
    # a missing key of an added kind is reported like a missing owner: the user adds it
    refused = next(
        (finding for finding in findings if finding.code.startswith("DOC") and finding.code != MISSING_KEY), None
    )
    if refused:
        raise SettingsError(f"{refused.message}; {refused.help}")
    return NewDocument(source, findings)


def folder_of(result: CheckResult, kind: type[Record], docs: str) -> str:
    """The folder that has most records of a kind; if there are none, a folder such as `agents`.

    A definition that is read as a record does not count, because an agent host would load a new file beside it.
    """
    loaded = {definition.at.path for definition in result.graph.definitions}
    own = (record.path for record in result.graph.all(kind) if record.place.is_own_page)
    pages = [path for path in own if path not in loaded]
    inside = [path for path in pages if path.startswith(f"{docs}/" if docs else "") and path.endswith(".md")]
    folders = Counter(dirname(path) for path in inside if basename(path).lower()[:-3] not in _FOLDER_PAGES)
    default = join(docs, kind.plural)
    return min(folders, key=lambda folder: (-folders[folder], folder), default=default)


def owner_path(kind: type[Record]) -> tuple[FieldSpec, ...]:
    """The field of a kind that names the accountable human; empty if there is none.

    If that field is in a list of maps, the result is the field of the list, then the field in the map.
    """
    fields = fields_of(kind)
    intended = kind.misspelled_keys.get(_OWNER, "")
    own = fields.get(_OWNER) or (fields.get(intended) if isinstance(intended, str) else None)
    if own is not None:
        return (own,)
    nested = ((field, below) for field in fields.values() if field.part for below in fields_of(field.part).values())
    required = (pair for pair in nested if _is_required(pair[0]) and _is_required(pair[1]) and pair[1].reference)
    return next(required, ())


def title_from_id(kind: type[Record], name: str) -> str:
    """The title for an id: `Jane Doe` for the person `jane.doe`, `Billing bot` for `billing-bot`."""
    words = " ".join(filter(None, _WORD.split(name)))
    return words.title() if fields_of(kind)["title"].who else words[:1].upper() + words[1:]


def _lines(graph: DocGraph, kind: type[Record], name: str, owner: str, settings: Settings) -> Iterator[str]:
    path = owner_path(kind)
    if owner and len(path) == 1:
        yield f"{path[0].key}: [{owner}]" if path[0].part else f"{path[0].key}: {owner}"
    probe = parse_document(SourceFile("x.md", f"---\nkind: {kind.kind}\n---\n".encode()), settings)
    required = filter(_is_required, fields_of(kind).values()) if probe.problems else ()
    for field in required:
        if field.reference and field not in path:
            yield f"{field.key}: {_referenced(graph, field.reference, kind, name)}"
        elif field.part and field in path[:-1]:
            accountable = f"\n    {path[1].key}: {owner}" if owner else ""
            yield f"{field.key}:\n  - {field.part.PRIMARY}: {title_from_id(kind, name)}{accountable}"


def _is_required(field: FieldSpec) -> bool:
    return field.required is not None and field.required.severity is Severity.ERROR


def _referenced(graph: DocGraph, reference: ReferenceRule, kind: type[Record], name: str) -> str:
    named = (name, name.removesuffix(f"-{kind.kind}"))
    found = {record.ref for text in named for target_kind in reference.to if (record := graph.get(text, target_kind))}
    if len(found) != 1:
        what = " or ".join(reference.to)
        problem = f"no {what} has the id `{name}`" if not found else f"several records have the id `{name}`"
        raise SettingsError(f"{problem}; give the id of the {what} that it is for, or first create that one")
    return found.pop()


def _refuse_unusable_id(graph: DocGraph, kind: type[Record], name: str) -> None:
    if not is_id(name):
        near = slugify(name)
        hint = f"; use `{near}`" if near and near != name else ""
        raise SettingsError(f"`{name[:60]}` is {why_invalid(name)}{hint}")
    known = graph.get(name, kind.kind)
    if known is not None:
        raise SettingsError(f"{kind.kind} `{known.id}` exists already: {known.at('id')}; choose another id")


def refuse_unusable_owner(graph: DocGraph, kind: type[Record], owner: str) -> None:
    """Raise `SettingsError` unless `owner` is the id of a person or role with one active person."""
    path = owner_path(kind)
    if not path:
        raise SettingsError(f"a {kind.kind} has no owner; leave out `--owner`")
    kinds = _kinds_of(path[-1])
    record = graph.get(owner, *kinds)
    what = " or ".join(kinds)
    if record is None:
        near = graph.suggestions.nearest(owner, *kinds)
        new = slugify(owner) or "ID"
        hint = f"did you mean `{near}`?" if near else f"first run `docgraph new {kinds[0]} {new}`"
        raise SettingsError(f"no {what} with id `{owner}`; {hint}")
    if graph.active_person(record) is None:
        raise SettingsError(f"`{owner}` is not one active person on {graph.as_of}; name another owner")


def _kinds_of(field: FieldSpec) -> tuple[str, ...]:
    if field.reference:
        return field.reference.to
    short = fields_of(field.part).get(field.part.PRIMARY) if field.part else None
    return short.reference.to if short and short.reference else ()


def _findings_about(project: Project, path: str) -> tuple[Finding, ...]:
    about = [finding for finding in check(project).open_findings if finding.document_path == path]
    return tuple(sorted(about, key=lambda finding: finding.severity_rank))
