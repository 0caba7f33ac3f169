"""The list of agents as JSON.

The format is stable: while `version` is 1, keys may be added but not changed or removed.
"""

from __future__ import annotations

from json import dumps
from typing import Any

from docgraph.analysis.inventory import InventoryRow
from docgraph.model.definition import Definition
from docgraph.report.json import finding_to_dict
from docgraph.report.scan.inventory import ScanContext, headline


def inventory_json(context: ScanContext) -> str:
    """A JSON object with the agents, the definitions and the findings about them.

    Paths of definitions are relative to the repository.
    """
    rows = context.rows
    report = {
        "version": 1,
        "as-of": context.graph.as_of.isoformat(),
        "summary": headline(rows),
        "agents": [_agent(row) for row in rows],
        "definitions": [_definition(definition) for definition in context.graph.definitions],
        "not-loaded": [{"path": file.path, "host": file.host} for file in context.unloaded],
        "findings": [finding_to_dict(finding) for finding in context.findings],
    }
    return dumps(report, indent=2) + "\n"


def _agent(row: InventoryRow) -> dict[str, Any]:
    return {
        "agent": row.agent,
        "plugin": row.within,
        "hosts": list(row.hosts),
        "files": list(row.files),
        "tools": [{"hosts": hosts, "tools": tools} for hosts, tools in row.tools],
        "models": list(row.models),
        "packet": row.packet,
        "owner": row.owner,
        "author": row.author,
        "allows-every-tool": row.allows_everything,
        "differs-between-hosts": row.differs,
        "findings": list(row.findings),
    }


def _definition(definition: Definition) -> dict[str, Any]:
    return {
        "path": definition.path,
        "line": definition.at.line,
        "format": definition.format,
        "host": definition.host,
        "hosts": list(definition.hosts),
        "node": definition.node.value,
        "name": definition.name,
        "plugin": definition.within,
        "tool-rule": definition.tool_rule.value,
        "tools": list(definition.tools),
        "denied": list(definition.denied),
        "models": list(definition.models),
        "owner": definition.owner,
        "author": definition.author,
        "permission-mode": definition.permission_mode,
        "delegates-to": list(definition.delegates_to),
        "servers": list(definition.servers),
        "skills": list(definition.skills),
        "state": definition.state.value,
        "problem": definition.problem,
    }
