"""Real builds: a project on disk, and MkDocs or ProperDocs started on it as a process."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import ENVIRONMENT
from tests.corpus import record
from tests.fork_server import run_module

HOSTS = ("mkdocs", "properdocs")
OUTCOME = {
    "owner": "jane",
    "backup": "sam",
    "due": "2027-01-01",
    "success_criteria": "[it is live]",
    "if_wrong": "owner",
}
AGENT = {
    "owner": "jane",
    "backup": "sam",
    "status": "active",
    "purpose": "sorts errors",
    "outcomes": "[fast]",
    "will_do": "[sort]",
    "wont_do": "[delete]",
    "rollback": "{trigger: [a sev1], procedure: switch it off}",
    "acceptance": "[accuracy >= 95 % on the golden set]",
    "reviewer": "sam",
    "runbook": "stop",
    "onboarding": "{registry: yes, evals: yes, tracing: yes, policy-tests: yes, runbook-raci: yes, reviews: yes}",
}
RACI = {"scope": "triage", "rows": "[{activity: sort, responsible: triage, accountable: jane}]"}
FILES = {
    "index.md": "# Home\n\nSee [[fast]], [[agent:triage|the agent]] and [[nothing]]. `[[fast]]` is code.\n",
    "people.md": "---\nkind: people\npeople:\n  - {id: jane, title: Jane Doe}\n  - {id: sam}\n---\n# People\n",
    "outcomes/fast.md": record("outcome", **OUTCOME) + "# Fast <onboarding>\n\nThe text.\n",
    "agents/triage.md": record("agent", **AGENT) + "# Triage\n",
    "runbooks/stop.md": record("runbook", owner="jane", covers="[agent:triage]"),
    "raci/triage-raci.md": record("raci", **RACI),
}


def write(root: Path, files: dict[str, str], configuration: str = "") -> Path:
    """A project with `files` under docs/ and an `mkdocs.yml`."""
    for name, content in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (root / "mkdocs.yml").write_text(configuration or config(), encoding="utf-8")
    return root


def config(theme: str = "mkdocs", extra: str = "", plugins: str = "[search, docgraph: {as-of: 2026-11-21}]") -> str:
    return f"site_name: Test\ntheme: {{name: {theme}}}\nplugins: {plugins}\n{extra}"


def build(root: Path, host: str = "mkdocs", *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ("build", "-f", "mkdocs.yml", *arguments)
    return run_module(host, *command, cwd=root, env={**ENVIRONMENT, **environment})


def page(root: Path, path: str) -> str:
    return (root / "site" / path).read_text(encoding="utf-8")
