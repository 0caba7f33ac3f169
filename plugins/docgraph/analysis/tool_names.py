"""Maps the name of a tool in an agent host to the capability that the tool gives.

Hosts have different names for the same tool, so tools are compared by capability.
"""

from __future__ import annotations

import re

from msgspec import Struct

from docgraph.model.definition import Definition, ToolRule

EVERYTHING = "everything"
"""The capability of a definition that allows every tool."""
_NAMES: dict[str, tuple[str, ...]] = {
    "read": (
        "read",
        "view",
        "notebookread",
        "ls",
        "list",
        "list_directory",
        "read_file",
        "read_many_files",
        "view_file",
        "readfile",
        "terminallastcommand",
        "terminalselection",
        "problems",
        "changes",
        "testfailure",
        "gettaskoutput",
        "getterminaloutput",
        "searchresults",
        "lsp",
        "usages",
        "bashoutput",
        "taskoutput",
    ),
    "search": (
        "search",
        "grep",
        "glob",
        "grep_search",
        "search_file_content",
        "codebase",
        "filesearch",
        "textsearch",
        "findtestfiles",
        "listdirectory",
        "codesearch",
    ),
    "edit": (
        "edit",
        "write",
        "multiedit",
        "notebookedit",
        "editfiles",
        "str_replace",
        "str_replace_editor",
        "replace",
        "write_file",
        "replace_file_content",
        "apply_patch",
        "patch",
        "createfile",
        "createdirectory",
        "editnotebook",
        "new",
    ),
    "execute": (
        "execute",
        "bash",
        "shell",
        "powershell",
        "run",
        "run_command",
        "run_shell_command",
        "runcommands",
        "runinterminal",
        "runtasks",
        "runtask",
        "createandruntask",
        "runtests",
        "runnotebooks",
        "terminalcommand",
        "killshell",
        "repl",
        "monitor",
    ),
    "web": (
        "web",
        "webfetch",
        "websearch",
        "web_fetch",
        "web_search",
        "google_web_search",
        "fetch",
        "opensimplebrowser",
        "githubrepo",
    ),
    "agent": (
        "agent",
        "task",
        "custom-agent",
        "runsubagent",
        "subagent",
        "invoke_subagent",
        "sendmessage",
        "teamcreate",
        "teamdelete",
    ),
    "todo": (
        "todo",
        "todos",
        "todowrite",
        "todoread",
        "write_todos",
        "taskcreate",
        "tasklist",
        "taskget",
        "taskupdate",
    ),
    "host": (
        "vscode",
        "vscodeapi",
        "extensions",
        "installextension",
        "runcommand",
        "getprojectsetupinfo",
        "newworkspace",
        "memory",
        "askuserquestion",
        "ask_user",
        "question",
        "skill",
        "exitplanmode",
        "enterplanmode",
        "switchagent",
    ),
}
"""Capability → names of tools in lower case.

Sources: github/docs custom-agents-configuration @03e038c5; code.claude.com tools-reference and sub-agents; the
reference of custom agents and the former tool names of VS Code; gemini-cli docs/core/subagents.md @0badfc26;
opencode.ai agents.
"""
_CAPABILITIES = {name: capability for capability, names in _NAMES.items() for name in names}
_TOOL_SETS = frozenset(
    (
        "read",
        "search",
        "edit",
        "execute",
        "web",
        "agent",
        "todo",
        "vscode",
        "runcommands",
        "github.vscode-pull-request-github",
    )
)
"""Parts of a tool's name before `/` that are a set of tools of an agent host, not an MCP server."""
_SPECIFIER = re.compile(r"([^()]+)\(.*\)\Z", re.DOTALL)
_CLAUDE_SERVER = re.compile(r"mcp__(?P<server>.+?)(?:__(?P<tool>.+))?\Z")
_GEMINI_SERVER = re.compile(r"mcp_(?P<server>[^_].*?)_(?P<tool>\*|[^_].*)\Z")
_EXTENSION = re.compile(r"[\w-]+\.[\w-]+")
"""The name of an extension of VS Code: `publisher.name`."""


class Capability(Struct, frozen=True, order=True):
    """What a tool allows an agent to do.

    - For a known tool, `name` is a capability such as `read`, and `server` is empty.
    - For a tool of an MCP server, `name` is the tool or `*`.
    - For an unknown tool, `name` is its name in lower case, and `is_known` is false.
    - For a tool of a VS Code extension, `server` is the extension.
    """

    name: str
    server: str = ""
    is_known: bool = True

    def __str__(self) -> str:
        return f"{self.server}/{self.name}" if self.server else self.name

    def covers(self, other: Capability) -> bool:
        """Whether this capability includes `other`.

        `everything` includes all capabilities. `*` includes all tools of the server.
        """
        if self.name == EVERYTHING and not self.server:
            return True
        if self.server == "*":
            return bool(other.server)
        return self.server == other.server and (self.name == other.name or bool(self.server and self.name == "*"))


def capability_of(tool: str) -> Capability:
    """The capability of a tool with a name such as `Bash(git:*)`, `mcp__docs__search` or `docs/*`."""
    found = _SPECIFIER.match(tool.strip())
    name = (found[1] if found else tool).strip()
    folded = name.casefold()
    if folded in ("*", "all"):
        return Capability(EVERYTHING)
    server = _CLAUDE_SERVER.match(name) or _GEMINI_SERVER.match(name)
    if server:
        return Capability(server["tool"] or "*", server["server"])
    if folded == "mcp_*":
        return Capability("*", "*")
    top, slash, inner = name.rpartition("/")
    if slash and _EXTENSION.fullmatch(top):
        return Capability(inner, top, is_known=False)
    if slash and top.casefold() not in _TOOL_SETS:
        return Capability(inner, top)
    for known in (folded.rpartition("/")[2], folded.partition("/")[0]) if slash else (folded,):
        if known in _CAPABILITIES:
            return Capability(_CAPABILITIES[known])
    return Capability(folded, is_known=False)


def allowed_capabilities(definition: Definition) -> frozenset[Capability] | None:
    """The capabilities that a definition allows; None if the file does not say which.

    Includes `everything` if all tools, or all except some, are allowed.
    """
    if definition.tool_rule is ToolRule.UNKNOWN:
        return None
    if definition.tool_rule in (ToolRule.ALL, ToolRule.UNLESS_DENIED):
        return frozenset((Capability(EVERYTHING),))
    return frozenset(map(capability_of, definition.tools)) - denied_capabilities(definition)


def denied_capabilities(definition: Definition) -> frozenset[Capability]:
    """The capabilities that a definition denies.

    `Bash(rm:*)` denies only some uses of a tool, so it is not included.
    """
    return frozenset(capability_of(tool) for tool in definition.denied if "(" not in tool)


def describe_tools(definition: Definition) -> str:
    """The tools that a definition allows, as text: `all`, `none`, `all but edit`, or their names.

    A permission mode that prevents changes is added in parentheses.
    """
    tools = definition.tool_rule.value
    if definition.tool_rule is ToolRule.LISTED:
        tools = ", ".join(definition.allowed_tools)
    elif definition.tool_rule in (ToolRule.ALL, ToolRule.UNLESS_DENIED):
        tools = f"all but {', '.join(definition.denied)}" if definition.denied else "all"
    return f"{tools} (read-only)" if definition.is_read_only else tools
