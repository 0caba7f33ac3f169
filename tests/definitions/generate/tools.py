"""Lists of tools, and what each name grants. Every name is in a table, so that no rule decides a label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_CAPABILITIES = {
    "read": "Read LS NotebookRead BashOutput read view list lsp read_file read_many_files list_directory READ problems "
    "changes usages testFailure terminalLastCommand searchResults read/readFile read/problems",
    "search": "Grep Glob grep glob search SEARCH grep_search codebase findTestFiles fileSearch search/codebase "
    "search/fileSearch",
    "edit": "Edit Write MultiEdit NotebookEdit edit EDIT write str_replace replace write_file editFiles new "
    "edit/editFiles edit/createFile",
    "execute": "Bash PowerShell KillShell Monitor bash shell SHELL execute powershell run_shell_command runCommands "
    "runTasks runTests runInTerminal execute/runInTerminal execute/runTests Bash(git:*) Bash(npm:run) "
    "Bash(git-add:*) Bash(jq:*)",
    "web": "WebFetch WebSearch web webfetch websearch web_fetch google_web_search fetch githubRepo openSimpleBrowser "
    "web/fetch web/githubRepo",
    "agent": "Agent Task SendMessage agent custom-agent runSubagent task Agent(tester) Task(planner) agent/runSubagent",
    "todo": "TodoWrite TaskCreate TaskList TaskGet TaskUpdate todo todos todowrite write_todos",
    "host": "Skill vscodeAPI extensions memory ask_user skill question vscode/vscodeAPI vscode/memory",
}
CAPABILITY = {name: capability for capability, names in _CAPABILITIES.items() for name in names.split()} | {
    "Agent(planner, tester)": "agent",
    "Bash(git add:*)": "execute",
    "Bash(npm run test:*)": "execute",
    "Edit(docs/**)": "edit",
}
"""By the exact name in the file; the values come from tool-aliases.json."""
MCP = {
    "mcp__github__list_issues": "github/list_issues",
    "mcp__github__create_issue": "github/create_issue",
    "mcp__github": "github/*",
    "mcp__tickets__*": "tickets/*",
    "mcp__tickets__close_ticket": "tickets/close_ticket",
    "github/*": "github/*",
    "github/issue_read": "github/issue_read",
    "playwright/*": "playwright/*",
    "tickets/close_ticket": "tickets/close_ticket",
    "mcp_github_list_issues": "github/list_issues",
    "mcp_tickets_*": "tickets/*",
    "mcp_*": "*/*",
}
"""By the exact name in the file: `SERVER/TOOL`, with `*` for every tool or server."""
UNKNOWN = frozenset(
    "Frobnicate ToolSearch Artifact made-up-tool lint_all acme.helper/format acme.helper/lint get_internal_docs "
    "activate_skill ledger_lookup price_feed SearchTool FileReadTool knowledge_base calculator file_search_tool "
    "code_runner weather tickets_api".split()
)
"""Names that grant no known capability: unknown tools, tools of an extension, tools of the team's own program."""


@dataclass(frozen=True)
class Tools:
    """The tools of a definition: a policy, the names in the file, and what they grant."""

    policy: str
    names: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()

    def label(self) -> dict[str, Any]:
        granted = [name for name in self.names if name not in self.denied and name != "*"]
        capabilities = {CAPABILITY[name] for name in granted if name in CAPABILITY}
        missing = [name for name in granted if name not in CAPABILITY and name not in MCP and name not in UNKNOWN]
        if missing:
            raise ValueError(f"{missing} is in no table")
        return {
            "policy": self.policy,
            "names": list(self.names),
            "denied": list(self.denied),
            "capabilities": sorted(capabilities),
            "mcp": sorted(MCP[name] for name in granted if name in MCP),
            "unknown": sorted(name for name in granted if name in UNKNOWN),
        }


ALL = Tools("all")
EVERY = Tools("all", ("*",))
NO_TOOLS = Tools("none")
UNKNOWN_TOOLS = Tools("unknown")


def listed(*names: str, denied: tuple[str, ...] = ()) -> Tools:
    return Tools("listed", names, denied)
