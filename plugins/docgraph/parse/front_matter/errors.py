"""Explains errors in YAML, and suggests edits that fix them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from docgraph.model.fix import Replacement
from docgraph.model.location import Text
from docgraph.parse.front_matter.backslashes import wrong_escape
from docgraph.parse.front_matter.half_quoted import half_quoted
from docgraph.text.yaml_quote import quote_scalar

_BEGUN = ("quoted scalar", "flow", "alias", "simple key")
"""Constructs whose errors the YAML parser reports after their start, such as a quote that is never closed."""
_TAB = ("this line is indented with a tab", "replace the tab with two spaces")
_NO_PAIR = "add the missing `:` or quotes, or indent it under its key"
_FIRST = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+([A-Za-z](?:[^:\r\n]|:(?=\S))*+)(?=[\r\n])")
"""A first line without a colon, which the YAML parser joins with the next line."""
_LINE_END = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line in YAML, but not in editors."""
_PAIR = re.compile(r"(\s*(?:- )?)([^\s:][^:]*):[ \t]+(\S.*)")
_AT = re.compile(r"(^|[\[{,:])(\s*)@+[ \t]*(?=[^\s@])")
"""An `@` at the start of a value, or of an item in `[...]`."""
_TICKED = re.compile(r"(^|[\[{,:])(\s*)`([A-Za-z0-9][\w.:-]*)`(?=\s*(?:$|[\],}]))")
"""An id in backticks at the start of a value, or of an item in `[...]`."""
_ITEM = re.compile(r"\s*(?:- +)?([@`].*)")
_BARE = "write the id: "
_COMMENT = re.compile(r"\s#")
_LINE = re.compile(r"^([ \t]*)([^\r\n]*)", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z][\w-]*:(?:[ \t]+|$)")
_ITEM_KEY = re.compile(r"( *)- +(?=[A-Za-z][\w-]*:[ \t]+\S)")
_UNSPACED = re.compile(r"^([A-Za-z][\w-]*):(?!//)([^\s:][^\r\n]*)", re.MULTILINE)
"""A key without indentation and without a space after its colon: `owner:jane.doe`."""
_CLOSED_BY = {"[": "]", "{": "}", '"': '"', "'": "'"}


_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_NO_BREAK = re.compile("^[ \t]*(?:- )?[A-Za-z][\\w-]*:([\u00a0\u2000-\u200a\u202f\u3000]+)", re.MULTILINE)
"""A key with a non-breaking or otherwise unusual space after its colon, which is not a space in YAML."""


class FrontMatterError(Exception):
    """Raised for front matter that is invalid, or that docgraph does not allow.

    - `help` is the fix line, and `offset` the position in the document.
    - `related` is a second offset, with a note.
    - `edits` fix the error. They are empty if the fix is uncertain.
    - `is_syntax_error` is False for valid YAML that docgraph does not allow.
    """

    is_syntax_error = False

    def __init__(
        self,
        message: str,
        help: str,
        offset: int,
        related: tuple[int, str] | None = None,
        edits: tuple[Replacement, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.offset = offset
        self.related = related
        self.edits = edits


def explain_error(
    error: yaml.YAMLError, block: str, start: int, wrapped: tuple[int, int] | None = None
) -> FrontMatterError:
    """Convert a YAML error in `block` to a `FrontMatterError`. `start` is the offset of the block in the document.

    `wrapped` is the span of the last quoted value with several lines. An error directly after it usually means that its
    opening quote was never closed.
    """
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes here, characters everywhere else
        before = block.encode()[: int(error.position)].decode(errors="ignore")
        return FrontMatterError("control character in the front matter", "delete the character", start + len(before))
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return FrontMatterError("the front matter is not valid YAML", "write it as lines of `key: value`", start)
    if refusal := _conflict(block, start) or _nonbreaking_space(block, start) or _escape(error, block, start):
        return refusal
    problem, context = error.problem or "", error.context or ""
    offset = min(int(error.problem_mark.index), max(len(block) - 1, 0))
    character = block[offset : offset + 1]
    if error.context_mark is not None and any(begun in context for begun in _BEGUN):
        offset = int(error.context_mark.index)
    if "expected key" in problem and wrapped and not block[wrapped[1] : offset].strip():
        problem, context, offset = "", "quoted scalar", wrapped[0]
    first = _FIRST.match(block)
    if first and first.end() < offset and ("mapping values" in problem or "document start" in problem):
        problem, offset = "could not find expected ':'", first.start(1)
    text = Text("", block)
    number = text.at(offset).line
    if unseen := _unicode_line_break(text, number, start):
        return unseen
    message, help = _message(problem, context, character, text.line(number))
    if (message, help) == _TAB:
        return _tabbed(block, start, offset, number)
    begin = text.line_starts[number - 1]
    indented = _uneven_indent(block, start, begin) if "document start" in problem or "block end" in problem else None
    clearer = indented or _half_quoted(text.line(number), start + begin, start + offset)
    clearer = clearer or (missing_space_after_colon(block, start, begin) if help == _NO_PAIR else None)
    edits = _fixed_line(text.line(number), start + begin, help)
    return clearer or FrontMatterError(message, help, start + offset, edits=edits)


def _escape(error: yaml.MarkedYAMLError, block: str, start: int) -> FrontMatterError | None:
    problem, begun, found = error.problem or "", error.context_mark, error.problem_mark
    if not ("escape" in problem or "hexdecimal" in problem) or begun is None or found is None:
        return None
    return FrontMatterError(*wrong_escape(block, start, int(begun.index), int(found.index)))


def _conflict(block: str, start: int) -> FrontMatterError | None:
    mark = _CONFLICT.search(block)
    help = "keep one of the two sides, and delete the `<<<<<<<`, `=======` and `>>>>>>>` lines"
    return FrontMatterError("unresolved merge conflict", help, start + mark.start()) if mark else None


def _nonbreaking_space(block: str, start: int) -> FrontMatterError | None:
    found = list(_NO_BREAK.finditer(block))
    if not found:
        return None
    message = f"the space after `:` is not a plain space (U+{ord(found[0][1][0]):04X})"
    edits = tuple(Replacement(start + match.start(1), match[1], " ") for match in found)
    return FrontMatterError(message, "replace it with a plain space", start + found[0].start(1), edits=edits)


def _unicode_line_break(text: Text, number: int, start: int) -> FrontMatterError | None:
    found = _LINE_END.search(text.line(number))
    if found is None:
        return None
    offset = start + text.line_starts[number - 1] + found.start()
    message = f"YAML ends the line at this invisible character (U+{ord(found[0]):04X})"
    return FrontMatterError(message, "replace it with a space", offset, edits=(Replacement(offset, found[0], " "),))


def missing_space_after_colon(block: str, start: int, offset: int) -> FrontMatterError | None:
    """The error for a line such as `owner:jane.doe`; None if the line has no such key.

    `offset` is the offset of the line in `block`, and `start` that of the block in the document.
    """
    line = _UNSPACED.match(block, offset)
    if line is None or ": " in line[2]:
        return None
    ends = (start + other.end(1) for other in _UNSPACED.finditer(block) if ": " not in other[2])
    help = f"write `{line[1]}: {_COMMENT.split(line[2], maxsplit=1)[0].rstrip()}`"
    return FrontMatterError(
        "missing space after `:`", help, start + offset, edits=tuple(Replacement(end, ":", ": ") for end in ends)
    )


def _half_quoted(line: str, begin: int, offset: int) -> FrontMatterError | None:
    half = half_quoted(line, begin)
    message = "the closing quote comes before the end of the value"
    return FrontMatterError(message, half[0], offset, edits=(half[1],)) if half else None


def _uneven_indent(block: str, start: int, offset: int) -> FrontMatterError | None:
    """The error for indented lines above the unindented key at `offset`, or None."""
    lines = [line for line in _LINE.finditer(block, 0, offset) if line[2] and not line[2].startswith("#")]
    indent = lines[0][1] if lines else ""
    if not indent or "\t" in indent or not _KEY.match(block, offset) or any(line[1] != indent for line in lines):
        return None
    edits = tuple(Replacement(start + line.start(), indent, "") for line in lines)
    message = "this line is indented, but the keys below are not"
    return FrontMatterError(message, "remove the indentation", start + lines[0].start(2), edits=edits)


def _tabbed(block: str, start: int, offset: int, number: int) -> FrontMatterError:
    """The error for a line that is indented with a tab. Its edits replace the tabs of all lines.

    `start` is the offset of the block in the file, `offset` that of the line in the block. `number` is the line number
    in the block.
    """
    edits = dict(_without_tabs(block, start))
    message, help = _TAB
    here = edits.get(number)
    if here and not here.new:
        help = "delete the tab"
    elif here and here.old == "\t" and here.new != "  ":
        help = f"replace the tab with {len(here.new)} spaces"
    return FrontMatterError(message, help, start + offset, edits=tuple(edits.values()))


def _without_tabs(block: str, start: int) -> Iterator[tuple[int, Replacement]]:
    """Yield the numbers of lines that are indented with tabs, each with the edit that fixes the line."""
    quoted = True
    item = range(0)
    for number, line in enumerate(_LINE.finditer(block), 1):
        indent, rest = line[1], line[2]
        blank = not rest or rest.startswith("#")
        key = _KEY.match(rest)
        at_margin = not indent or bool("\t" in indent and quoted and key)
        if "\t" in indent:
            wide = len(indent.replace("\t", "  "))
            # other keys of an item are aligned with its first key
            wide = item.stop if wide in item and not rest.startswith("-") else wide
            yield number, Replacement(start + line.start(), indent, "" if at_margin else " " * wide)
        if not blank:
            begun = _ITEM_KEY.match(line[0])
            item = range(begun.end(1), begun.end()) if begun else item if "\t" in indent else range(0)
            quoted = at_margin and key is not None and _ends_on_line(rest[key.end() :])


def _ends_on_line(value: str) -> bool:
    """Whether a value probably ends on its first line: no block scalar, no open bracket or quote."""
    value = _COMMENT.split(f" {value}", maxsplit=1)[0].strip()
    return value[:1] not in ("", "|", ">") and value.endswith(_CLOSED_BY.get(value[0], ""))


def _fixed_line(line: str, start: int, help: str) -> tuple[Replacement, ...]:
    """The edit that replaces a value as the fix line `help` describes; empty for other fix lines."""
    named = _bare(line) if help.startswith(_BARE) else None
    if named:
        return (Replacement(start + named[0], named[1], named[2]),)
    pair = _PAIR.match(line)
    replacement = f"{pair[2]}: " if pair else "\0"
    helps = tuple(f"{begin}: `{replacement}" for begin in ("quote it", "write it"))
    if pair is None or not help.startswith(helps) or not _value(pair):
        return ()
    now = help.partition(replacement)[2].removesuffix("`")
    return (Replacement(start + pair.start(3), _value(pair), now),)


def _value(pair: re.Match[str]) -> str:
    return _COMMENT.split(pair[pair.lastindex or 0], maxsplit=1)[0].rstrip()


def _message(problem: str, context: str, character: str, line: str) -> tuple[str, str]:
    pair = _PAIR.match(line)
    if "cannot start any token" in problem:
        return _cannot_start(character, line)
    if "mapping values are not allowed" in problem:
        if pair and ":" in pair[3]:
            return "unquoted value contains `:`", f"quote it: `{pair[2]}: {quote_scalar(_value(pair))}`"
        return "unexpected `:`", "put each key on a line of its own, all with the same indentation"
    if "tab character" in problem:
        return _TAB
    if "quoted scalar" in context:
        return "this quote is never closed", "close the quote"
    if "flow" in context:
        close = "]" if "sequence" in context else "}"
        return f"missing `{close}` for the list or map that starts here", f"add `{close}`, or quote the value"
    if "alias" in context or "anchor" in context:
        return "a value that starts with `*` or `&` is an alias or an anchor", _quote_help(line)
    if "tag" in context:
        return "a value that starts with `!` is a tag", _quote_help(line)
    if "expected key" in problem or "could not find expected ':'" in problem:
        return "this line is not `key: value`", _NO_PAIR
    if "block sequence entries" in problem and pair and pair[3].startswith("- "):
        return "a list cannot start on the line of its key", f"move `{_value(pair)}` to its own line, and indent it"
    if "block end" in problem or "expected <block end>" in problem or "block collection" in context:
        return "indentation does not match the lines above", "indent all keys of a map by the same number of spaces"
    return f"invalid YAML ({problem})", _quote_help(line)


def _cannot_start(character: str, line: str) -> tuple[str, str]:
    if character == "\t":
        return _TAB
    pair = _PAIR.match(line)
    shown = "a backtick" if character == "`" else f"`{character}`"
    named = _bare(line) if character in "@`" else None
    if named:
        begin = pair.start(2) if pair else len(line) - len(line.lstrip())
        to_write = "write it: " if pair and pair[2] == "kind" else _BARE
        return f"a value cannot start with {shown}", f"{to_write}`{line[begin : named[0]]}{named[2].rstrip(',')}`"
    if pair and pair[2] == "kind":
        return f"a kind cannot start with {shown}", f"write it: `kind: {_value(pair)[1:].strip()}`"
    return f"a value cannot start with {shown}", _quote_help(line)


def _bare(line: str) -> tuple[int, str, str] | None:
    """The value of a line, with its position in the line and its text without `@` and backticks.

    None if the value has neither.
    """
    found = _PAIR.match(line) or _ITEM.match(line)
    value = _value(found) if found else ""
    bare = _TICKED.sub(r"\1\2\3", _AT.sub(r"\1\2", value))
    return (found.start(found.lastindex or 0), value, bare) if found and bare != value else None


def _quote_help(line: str) -> str:
    pair = _PAIR.match(line)
    return f"quote it: `{pair[2]}: {quote_scalar(_value(pair))}`" if pair else "put the value in quotes"
