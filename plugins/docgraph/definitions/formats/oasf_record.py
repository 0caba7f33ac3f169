"""Records of agents in OASF, the Open Agentic Schema Framework: `record.json`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import NOT_JSON, DefinitionFile, UnreadableFileError
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule

_VERSION = "schema_version"


def _read(file: DefinitionFile) -> Iterator[Definition]:
    if file.json is None:
        if f'"{_VERSION}"' in file.content:
            raise UnreadableFileError(*NOT_JSON)
        return
    values = file.json
    # other programs have a `record.json`, too
    if not values.text("name") or not values.text(_VERSION):
        return
    yield Definition(
        file.at(),
        OASF_RECORD.name,
        OASF_RECORD.host,
        values.text("name"),
        description=values.text("description"),
        tool_rule=ToolRule.UNKNOWN,
        author=next(iter(values.texts("authors")), ""),
        skills=values.texts_in_maps("skills", key="name"),
        **file.read_result(values),
        places=file.places(values),
    )


OASF_RECORD = Format(
    "oasf-record",
    "OASF",
    "agntcy/oasf schema/objects/record.json @e856537",
    ("**/record.json",),
    _read,
    has_exact_paths=False,
)
