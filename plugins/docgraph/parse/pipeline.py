"""Parses a file: decodes it, parses its front matter, and builds its records."""

from __future__ import annotations

from msgspec.structs import replace

from docgraph.kinds import lookup_kind
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import Fix, Replacement, fix_from_edits
from docgraph.model.limits import FRONT_MATTER_BYTES
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.adopted.adopt import adopt, keys_to_adopt
from docgraph.parse.adopted.data_file import data_blocks, is_data_file
from docgraph.parse.adopted.unknown_type import unknown_type
from docgraph.parse.causes import causes, deferring
from docgraph.parse.encoding import decode
from docgraph.parse.front_matter.by_entry import with_unquoted_texts
from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.errors import FrontMatterError
from docgraph.parse.front_matter.fence import FrontMatterSpan, front_matter_span, ids_in, misplaced_front_matter
from docgraph.parse.inherited_meta import Inherited, inherit, inherited_of, inherited_problems, source_text_of
from docgraph.parse.kind.detection import (
    KindLine,
    kind_line,
    known_keys,
    says_kind,
)
from docgraph.parse.list_or_single import intended_as_single
from docgraph.parse.markdown.links import first_heading, mentions
from docgraph.parse.oversize import limits_reached
from docgraph.parse.plain_page import document_without_kind, ids_of_page
from docgraph.parse.raw_tree import RawTree
from docgraph.parse.records import RecordBuilder
from docgraph.parse.recovery.fenced_front_matter import with_fenced_front_matter
from docgraph.parse.recovery.invisible_text import invisible_text
from docgraph.parse.recovery.markdown_crash import markdown_crash
from docgraph.parse.recovery.mkdocs_kind import may_hold_kind, mkdocs_finds_kind
from docgraph.parse.recovery.mkdocs_values import unreadable_values
from docgraph.parse.recovery.second_header import with_second_headers
from docgraph.parse.recovery.suspicious_text import suspicious_text
from docgraph.parse.recovery.unclosed_fence import body_in
from docgraph.parse.recovery.unread_records import unread_records
from docgraph.text.file_stem import stem_of

_UNREAD = frozenset(("unreadable-file", "unreadable-front-matter", "foreign-header", "unknown-kind", "wrong-type"))
"""Rules that report that a document is not read as a record."""


def parse_source(source: SourceFile, settings: Settings) -> Document:
    """Parse a file into a document with records, problems and links. Invalid content becomes a problem."""
    document = _read(source, settings)
    if document.records or not mkdocs_finds_kind(document.text.content):
        return document
    message = "MkDocs finds a `kind` in this front matter, but docgraph cannot read it"
    help = "write the front matter as plain `key: value` lines between two `---` lines"
    unless = causes(problem for problem in document.problems if _hides_records(problem))
    problem = Problem("foreign-header", document.text.at(0), message, help, unless=unless)
    unread = document.unparsed_ids if unless else (stem_of(source.path),)
    return replace(document, problems=(*document.problems, problem), unparsed_ids=unread)


def _hides_records(problem: Problem) -> bool:
    """Whether a problem is an error because of which the records of the document are not read."""
    return problem.severity is Severity.ERROR or (problem.severity is None and problem.rule_name in _UNREAD)


def _read(source: SourceFile, settings: Settings) -> Document:
    content, problem = decode(source)
    text = source_text_of(source, content) if source.inherited else Text(source.path, content)
    if problem is not None:
        return _unparsed(text, problem)
    if source.adoption is not None and source.adoption.form:
        from docgraph.parse.people.forms import read_people  # few projects need it

        return read_people(text, source.adoption, settings)
    if source.adoption is not None and is_data_file(source.path):
        return _data_file(source, text, settings)
    header = front_matter_span(content)
    if header is None:
        foreign = misplaced_front_matter(content, keys_to_adopt(source))
        if foreign is not None:
            fix = fix_from_edits(text.path, foreign.edits)
            misplaced = Problem("foreign-header", text.at(foreign.offset), foreign.message, foreign.help, fix=fix)
            return _unparsed(text, misplaced)
        tree, start, body = RawTree(), 0, 0
    else:
        start, body = header.start, header.body_start
        try:
            tree = compose(content[header.start : header.end], header.start)
        except FrontMatterError as refused:
            document = _document_of_host(source, text, header, refused, settings)
            return with_second_headers(document or _refused(source, text, header, refused), body)
        begin = _prose_in(content[header.start : header.end])
        if begin is not None and says_kind(content[header.start : header.start + begin]):
            return _unclosed(text, header, begin)
    files = [inherited_of(source_file) for source_file in source.inherited]
    if any(file.problem for file in files):
        return _document_with_broken_meta(text, tree, body, files)
    inherit(tree, files)
    document = _document(source, text, tree, range(start, body), body, settings)
    document = _with_problems_of_page(document, tree, start, body) if source.has_page else document
    if document.records and (left := tuple(inherited_problems(files))):
        document = replace(document, problems=(*document.problems, *left))
    return with_second_headers(document if header else with_fenced_front_matter(document), body)


def _data_file(source: SourceFile, text: Text, settings: Settings) -> Document:
    """Read a YAML or JSON file. Each YAML document in the file is a record."""
    parts = []
    for start, block in data_blocks(text.content, source.path):
        try:
            tree = compose(block, start)
        except FrontMatterError as refused:
            message = refused.message.replace("front matter", "file")
            problem = Problem("unreadable-front-matter", text.at(refused.offset), message, refused.help)
            parts.append(_unparsed(text, problem))
        else:
            span = range(start, start + len(block))
            parts.append(_document(source, text, tree, span, len(text.content), settings))
    return Document(
        text,
        next((part.title for part in parts), ""),
        tuple(record for part in parts for record in part.records),
        problems=tuple(problem for part in parts for problem in part.problems),
        unparsed_ids=tuple(name for part in parts for name in part.unparsed_ids),
        validated_inputs=parts[0].validated_inputs if len(parts) == 1 else (),
    )


def _with_problems_of_page(document: Document, tree: RawTree, start: int, body: int) -> Document:
    """Add problems with the text of a page: crashes of site generators, exceeded limits, and unread records."""
    text = document.text
    subject = document.records[0].ref if len(document.records) == 1 else ""
    broken = tuple(markdown_crash(text, body, subject))
    beyond = tuple(limits_reached(document, body, broken))
    # MkDocs drops the front matter: harmless for a page, but a record would be published without its owner
    severity = None if document.records else Severity.WARNING
    dropped = tuple(unreadable_values(text, tree, start, body, subject, severity))
    forms = tuple(unread_records(document, body))
    if broken or beyond or dropped or forms:
        document = replace(document, problems=(*document.problems, *broken, *beyond, *dropped, *forms))
    return document


def _unparsed(text: Text, problem: Problem) -> Document:
    ids = (stem_of(text.path), *ids_in(text.content[:FRONT_MATTER_BYTES]))
    return Document(text, problems=(problem,), unparsed_ids=ids)


def _refused(source: SourceFile, text: Text, header: FrontMatterSpan, refused: FrontMatterError) -> Document:
    block = text.content[header.start : header.end]
    kind = kind_line(block)
    inherits_kind = any(inherited_of(source_file).may_give_kind for source_file in source.inherited)
    is_record = source.adoption is not None or inherits_kind
    unparsed = kind is not None or is_record or may_hold_kind(block)
    begin = body_in(block, known_keys()) if kind else None
    if begin is not None and header.start + begin <= refused.offset:
        return _unclosed(text, header, begin)
    related = (Related(text.at(refused.related[0]), refused.related[1]),) if refused.related else ()
    fix, help = _kind_fix(text, kind, refused), refused.help
    if kind and kind.expected and kind.expected not in help:
        help = f"write `{kind.expected}`" if fix else f"{help}; and write `{kind.expected}`"
    problem = Problem(
        "unreadable-front-matter",
        text.at(refused.offset),
        refused.message,
        help,
        related=related,
        severity=None if unparsed else Severity.WARNING,
        fix=fix or fix_from_edits(text.path, refused.edits),
    )
    return Document(text, problems=(problem,), unparsed_ids=(stem_of(text.path), *ids_in(block)) if unparsed else ())


def _document_of_host(
    source: SourceFile, text: Text, header: FrontMatterSpan, refused: FrontMatterError, settings: Settings
) -> Document | None:
    """Read a definition that is no valid YAML only because values lack quotes.

    Agent hosts accept such a definition, so a warning is added.

    None for other files, for other errors, and for pages, whose front matter MkDocs must be able to parse.
    """
    if source.adoption is None or not source.adoption.unquoted or source.has_page:
        return None
    read = with_unquoted_texts(text.content[header.start : header.end], header.start)
    if read is None or "kind" in read.tree.data:
        return None
    span = range(header.start, header.body_start)
    document = _document(source, text, read.tree, span, header.body_start, settings)
    problem = Problem(
        "unreadable-front-matter",
        text.at(refused.offset),
        f"only some programs can read this definition: {refused.message}",
        read.help,
        subject=document.records[0].ref if document.records else "",
        severity=Severity.WARNING,
        fix=fix_from_edits(text.path, read.edits),
    )
    return replace(document, problems=(*document.problems, problem))


def _kind_fix(text: Text, kind: KindLine | None, refused: FrontMatterError) -> Fix | None:
    """The fix for a misspelled `kind` on the line of a YAML error; None if that line has no misspelled kind."""
    number = text.at(refused.offset).line
    line = text.line(number)
    here = kind_line(line) if kind and kind.expected else None
    if here is None or not here.expected:
        return None
    return fix_from_edits(text.path, [Replacement(text.line_starts[number - 1], line, here.expected)])


def _document_with_broken_meta(text: Text, tree: RawTree, body: int, files: list[Inherited]) -> Document:
    """The document of a page whose `.meta.yml` file cannot be read. The page has no other problems."""
    title = tree.data.get("title")
    problems = tuple(file.problem for file in files if file.problem)
    unparsed = tree.data.get("kind") is not None or any(file.may_give_kind for file in files)
    return Document(
        text,
        title if isinstance(title, str) and title else first_heading(text, body)[0],
        problems=problems,
        mentions=mentions(text, body),
        unparsed_ids=ids_of_page(text, tree) if unparsed else (),
    )


def _prose_in(block: str) -> int | None:
    """The offset at which body text starts in `block`, because the front matter is not closed above it; else None.

    Only text that starts with a heading is detected.
    """
    begin = body_in(block, known_keys()) if "\n#" in block else None
    heading, *below = block[begin:].splitlines() if begin is not None else [""]
    more = any(line.strip() and not line.startswith("#") for line in below)
    return begin if heading.startswith("#") and more and not below[0].strip() else None


def _unclosed(text: Text, header: FrontMatterSpan, begin: int) -> Document:
    """The document for front matter without a closing fence, whose body starts at `begin`.

    Instead, a later `---` line in the body closes the front matter. `begin` is an offset in the front matter.
    """
    block, offset = text.content[header.start : header.end], header.start + begin
    fence = "---\r\n\r\n" if "\r\n" in block else "---\n\n"
    fix = fix_from_edits(text.path, [Replacement(offset, "", fence)])
    message, help = "the front matter is not closed above this line", "add a `---` line above it"
    problem = Problem("foreign-header", text.at(offset), message, help, fix=fix)
    return Document(text, problems=(problem,), unparsed_ids=(stem_of(text.path), *ids_in(block)))


def _document(source: SourceFile, text: Text, tree: RawTree, span: range, body: int, settings: Settings) -> Document:
    """Build the document from its parsed front matter `tree` and its body.

    `span` is the range of offsets of the front matter, and `body` the offset of the body.
    """
    adopted = adopt(source, tree, text)
    title = tree.data.get("title")
    if not isinstance(title, str) or not title:
        wrong = bool(title)
        title, heading = first_heading(text, body)
        if title and not wrong:
            tree.marks[("title",)] = heading
    built = adopted.plan.kind if adopted else tree.data.get("kind")
    kind, plural = lookup_kind(built) if isinstance(built, str) else (None, False)
    if kind is None:
        unread = unknown_type(source.adoption, text, tree, body)
        return document_without_kind(text, tree, body, title, unread)
    reader = RecordBuilder(text, tree, body, kind, settings, adopted)
    single = intended_as_single(kind, tree, text) if plural else None
    reader.problems += [single] if single else []
    records = tuple(reader.listed() if plural and single is None else reader.single(stem_of(text.path), title))
    subject = records[0].ref if len(records) == 1 else ""
    keys = frozenset((kind.plural, *fields_of(kind)))
    if is_data_file(source.path):  # it has no body, and other YAML documents have problems of their own
        found = invisible_text(text, tree, span, subject, span)
    else:
        found = suspicious_text(text, tree, span.start, body, subject, keys, is_page=source.has_page)
    otherwise = deferring(found, reader.problems) if reader.problems else found
    return Document(
        text,
        title,
        records,
        reader.collection,
        (*reader.problems, *otherwise),
        mentions(text, body),
        tuple(reader.unread),
        tuple(reader.shapes),
    )
