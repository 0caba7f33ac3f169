"""Limits on how much of a document is read, and what happens if a document exceeds a limit.

Normal documents stay far below the limits. The limits bound the cost of a hostile document: any document of 1 MB is
checked within 2 s of processor time and 200 MB of memory. A document that exceeds a limit is always reported.
"""

from __future__ import annotations

from msgspec import Struct

FRONT_MATTER_BYTES = 1024 * 1024
FRONT_MATTER_DEPTH = 32
FRONT_MATTER_VALUES = 15_000
RECORDS = 1_000
LIST_ITEMS = 2_000
NAME_LENGTH = 200
ACTION_LENGTH = 5_000
BODY_LINES = 10_000
BODY_MARKUP = 50_000
WIKI_LINKS = 4_000
TABLE_CELLS = 20_000
QUOTED_AGAIN = 100_000
PASSAGE_MARKUP = 5_000
RACI_ROWS = 2_000
RACI_COLUMNS = 100
ROSTER_COLUMNS = 500
KEY_SUGGESTIONS = 50
LINE_QUOTES = 20
QUOTED_WIDTH = 160
SUMMARY_BYTES = 1024 * 1024


class Limit(Struct, frozen=True):
    """A limit, as documented in the reference.

    `counted` is the unit of `value`. `effect` is a sentence about a document that exceeds the limit. `code` is the code
    of the rule that reports the document.
    """

    value: int
    counted: str
    effect: str
    code: str = ""


LIMITS = (
    Limit(FRONT_MATTER_BYTES, "characters of front matter", "The front matter is not read.", "DOC001"),
    Limit(FRONT_MATTER_DEPTH, "nested lists and maps", "The front matter is not read.", "DOC001"),
    Limit(FRONT_MATTER_VALUES, "keys, values, lists and maps in the front matter", "It is not read.", "DOC001"),
    Limit(RECORDS, "records in one document", "Further records are not read.", "DOC016"),
    Limit(
        LIST_ITEMS,
        "items of one list, of one text with commas, or of one cell of a RACI",
        "Further items are not read.",
        "DOC016",
    ),
    Limit(NAME_LENGTH, "characters of the name of a record in a field or a RACI", "The name is not read.", "DOC016"),
    Limit(ACTION_LENGTH, "characters of an action in the body of an incident", "The action is not read.", "DOC016"),
    Limit(BODY_LINES, "non-blank lines of a body", "The body is not read, including its links.", "DOC016"),
    Limit(
        BODY_MARKUP,
        "markup characters in a body: any of ``* _ [ < & \\ ` ~``",
        "The body is not read, including its links.",
        "DOC016",
    ),
    Limit(WIKI_LINKS, "`[[` in a body", "The body is not read, including its links.", "DOC016"),
    Limit(TABLE_CELLS, "cells of the tables of a body", "The body is not read, including its links.", "DOC016"),
    Limit(
        QUOTED_AGAIN,
        "lines after quotes: for each quoted line above an unquoted one, the lines up to the next empty line",
        "The body is not read, including its links.",
        "DOC016",
    ),
    Limit(
        PASSAGE_MARKUP,
        "markup characters in one paragraph, heading or table cell",
        "Its markup is not interpreted, so no links are found in it.",
        "DOC016",
    ),
    Limit(RACI_ROWS, "rows of the RACI tables of a body", "Further rows are not read.", "DOC016"),
    Limit(RACI_COLUMNS, "columns of a RACI table", "The table is not read.", "DOC016"),
    Limit(ROSTER_COLUMNS, "columns of a roster", "The roster is not read.", "DOC016"),
    Limit(KEY_SUGGESTIONS, "unknown keys in one map", "Further ones are reported without a suggestion."),
    Limit(LINE_QUOTES, "blocks of findings at one line in a text report", "Later blocks do not quote it."),
    Limit(QUOTED_WIDTH, "characters of a line that a text report quotes", "The part around the column is quoted."),
    Limit(SUMMARY_BYTES, "bytes of a Markdown report", "The last findings are left out, and counted."),
)
