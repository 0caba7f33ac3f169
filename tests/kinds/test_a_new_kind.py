"""A kind is one file and one line: docgraph with a kind `risk` reads, checks, explains, exports and shows it.

The package is copied, `risk.py` is put into `kinds/`, and the class is added to `KINDS`. Nothing else is changed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import networkx
import pytest

from docgraph.export import EXPORTS
from tests.conftest import ENVIRONMENT, ROOT
from tests.fork_server import run_module
from tests.site.reading import reading

pytestmark = pytest.mark.slow

LAST_KIND = "ContextPack\n)"
FILES = {
    "mkdocs.yml": """
        site_name: Risks
        theme: {name: mkdocs, locale: LANGUAGE}
        plugins: [search, {docgraph: {as-of: 2026-11-21}}]
        """,
    "docs/onboarding.md": """
        ---
        kind: outcome
        title: Customers start alone
        owner: jane.doe
        backup: sam.lee
        due: 2027-03-31
        success-criteria: [80 % need no call]
        if-wrong: owner
        ---
        """,
    "docs/jane.doe.md": "---\nkind: person\ntitle: Jane Doe\n---\n",
    "docs/sam.lee.md": "---\nkind: person\ntitle: Sam Lee\n---\n",
    "docs/data-loss.md": """
        ---
        kind: risk
        title: Data is lost
        owner: jane.doe
        backup: sam.lee
        threatens: onboarding
        likelihood: low
        seen: 2026-10-01
        early-signs: [a slow disk, failed backups]
        ---
        """,
    "docs/register.md": """
        ---
        kind: risks
        risks:
          - {id: delay, title: The launch is late, owner: jane.doe, backup: sam.lee, likelihood: high}
          - {id: fraud, title: Somebody cheats, owner: jane.doe, status: closed, backup: sam.lee, likelihood: low}
        ---
        """,
}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with docgraph and the kind `risk`: one file and one line more."""
    folder = tmp_path_factory.mktemp("package")
    kinds = folder / "docgraph" / "kinds"
    shutil.copytree(ROOT / "plugins" / "docgraph", kinds.parent, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(Path(__file__).with_name("risk.py"), kinds / "risk.py")
    registry = kinds / "__init__.py"
    before, after = registry.read_text(encoding="utf-8").split(LAST_KIND)
    first, others = before.split("from docgraph.kinds.role")
    imported = f"{first}from docgraph.kinds.risk import Risk\nfrom docgraph.kinds.role{others}"
    registry.write_text(f"{imported}ContextPack, Risk\n){after}", encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def write_project(folder: Path, language: str = "en") -> Path:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(dedent(text).lstrip("\n").replace("LANGUAGE", language), encoding="utf-8")
    return folder


@pytest.fixture
def run(package: Path, project: Path) -> Run:
    """Runs the command of that package in the project."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run_module("docgraph", *arguments, cwd=project, env={**ENVIRONMENT, "PYTHONPATH": str(package)})

    return run


def test_a_complete_record_has_no_findings(run: Run) -> None:
    assert run("check").stdout == "no findings in 5 documents, as of 2026-11-21\n"


def findings(run: Run) -> list[tuple[str, str, str]]:
    found = json.loads(run("check", "--format", "json").stdout)["findings"]
    return [(finding["code"], finding["severity"], finding["message"]) for finding in found]


def test_an_absent_owner_and_an_absent_required_key_are_reported(run: Run, project: Path) -> None:
    (project / "docs/data-loss.md").write_text("---\nkind: risk\nowner:\n---\n", encoding="utf-8")
    assert findings(run) == [
        ("DOC017", "error", "risk `data-loss` has no `likelihood`"),
        ("DOC017", "warning", "risk `data-loss` has no backup"),
        ("DOC017", "error", "risk `data-loss` has no owner"),
    ]
    assert run("check").returncode == 1


def test_only_an_absent_owner_needs_a_last_day_in_the_baseline(run: Run, project: Path) -> None:
    page = project / "docs/data-loss.md"
    page.write_text("---\nkind: risk\nowner: jane.doe\nbackup: sam.lee\n---\n", encoding="utf-8")
    assert run("baseline").stdout.startswith("docgraph-baseline.json: 1 finding accepted\n")
    (project / "docgraph-baseline.json").unlink()
    page.write_text("---\nkind: risk\nbackup: sam.lee\nlikelihood: low\n---\n", encoding="utf-8")
    refused = run("baseline")
    assert refused.returncode == 2
    assert "1 finding is about a missing or inactive owner" in refused.stderr


def test_values_keys_and_references_are_checked_as_the_class_declares(run: Run, project: Path) -> None:
    page = project / "docs/data-loss.md"
    text = page.read_text("utf-8").replace("low", "often").replace("onboarding", "fraud").replace("seen", "sen")
    page.write_text(text, encoding="utf-8")
    assert findings(run) == [
        ("REF002", "error", "`threatens` must be an outcome; `fraud` is a risk"),
        ("DOC007", "error", "`often` is not a valid value (expected high or low)"),
        ("DOC004", "warning", "unknown key `sen` for kind `risk`; did you mean `seen`?"),
    ]


def test_the_owner_of_an_open_record_must_be_active(run: Run, project: Path) -> None:
    (project / "docs/jane.doe.md").write_text("---\nkind: person\nleft: 2026-11-01\n---\n", encoding="utf-8")
    late = [message.partition(" left")[0] for code, _, message in findings(run) if code == "OWN004"]
    assert sorted(late) == [
        f"owner `jane.doe` of {ref}" for ref in ("outcome `onboarding`", "risk `data-loss`", "risk `delay`")
    ]


def test_the_command_explains_the_kind_and_its_keys(run: Run) -> None:
    assert "\nrisk          Something that may go wrong with an outcome.\n" in run("kinds").stdout
    keys = run("kinds", "risk").stdout
    assert "* likelihood    How likely it is.\n" in keys
    assert "`kind: risks`" in keys
    assert run("explain", "risk").stdout == keys
    assert "relation: threatens, in the other direction threatened-by" in run("explain", "threatens").stdout


def test_the_reports_about_people_contain_the_record(run: Run) -> None:
    assert "Jane Doe (jane.doe) owns risk `data-loss`\n" in run("who", "risk:data-loss").stdout
    assert "risk `data-loss` loses its owner\n" in run("leaver", "jane.doe").stdout
    assert "risk `fraud`" not in run("leaver", "jane.doe").stdout, "it is closed"


def test_every_export_contains_the_record_and_its_relation(run: Run) -> None:
    exports = {name: run("export", "--format", name).stdout for name in EXPORTS}
    (record,) = (record for record in json.loads(exports["json"])["records"] if record["id"] == "data-loss")
    assert (record["kind"], record["owner"]) == ("risk", "person:jane.doe")
    assert record["fields"]["early-signs"] == ["a slow disk", "failed backups"]
    graph = networkx.parse_graphml(exports["graphml"])
    assert graph.nodes["risk:data-loss"]["likelihood"] == "low"
    assert ("risk:data-loss", "outcome:onboarding") in graph.edges()
    assert '"risk:data-loss","threatens","outcome:onboarding"' in exports["csv"]
    assert '["Data is lost"]:::risk\n' in exports["mermaid"]
    assert "  classDef risk stroke:#" in exports["mermaid"]


@pytest.fixture(scope="module", params=["en", "de"])
def site(request: pytest.FixtureRequest, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in one language; German has no words for the kind."""
    root = write_project(tmp_path_factory.mktemp("site"), request.param)
    built = run_module("mkdocs", "build", "--strict", cwd=root, env={**ENVIRONMENT, "PYTHONPATH": str(package)})
    assert built.returncode == 0, built.stderr
    return root / "site"


def page(site: Path, address: str) -> str:
    return reading((site / address / "index.html").read_text(encoding="utf-8")).text


@pytest.mark.host
def test_the_page_of_a_record_has_a_head_and_its_connections(site: Path) -> None:
    text = page(site, "data-loss")
    owner, status, relation = (
        ("Jane Doe ist verantwortlich (risk); Vertretung: Sam Lee. Status: offen.", "offen", "Verantwortet von")
        if "Verbindungen" in text
        else ("Jane Doe owns this risk; backup: Sam Lee. Status: open.", "open", "Owned by")
    )
    assert owner in text
    assert f"risks {status} " in text
    assert "Likelihood low Seen 1 O" in text
    assert "Early signs a slow disk, failed backups" in text
    assert f"{relation} Jane Doe" in text
    assert "Threatens Customers start alone" in text
    assert "Threatened by Data is lost" in page(site, "onboarding")


@pytest.mark.host
def test_a_record_in_a_list_has_a_generated_page(site: Path) -> None:
    assert "2 risks: Somebody cheats, The launch is late." in page(site, "register")
    assert "Likelihood high" in page(site, "trace/risk/delay")


@pytest.mark.host
def test_the_page_of_a_closed_record_names_its_former_owner(site: Path) -> None:
    text = page(site, "trace/risk/fraud")
    assert "Jane Doe owned this risk; backup: Sam Lee. Status: closed." in text or "Jane Doe war verantwortlich" in text


@pytest.mark.host
def test_gaps_are_shown_on_the_page_and_fail_the_build(package: Path, project: Path) -> None:
    broken = "---\nkind: risk\nstatus: maybe\nlikelihood: often\n---\n# Data is lost\n"
    (project / "docs/data-loss.md").write_text(broken, encoding="utf-8")
    environment = {**ENVIRONMENT, "PYTHONPATH": str(package)}
    built = run_module("mkdocs", "build", cwd=project, env=environment)
    assert built.returncode == 1
    assert "error[DOC017]: risk `data-loss` has no owner" in built.stderr
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("as-of", "fail-on: never, as-of"), encoding="utf-8")
    assert run_module("mkdocs", "build", cwd=project, env=environment).returncode == 0
    text = page(project / "site", "data-loss")
    assert "This risk has no owner; no backup. Status: status unreadable." in text
    assert "Likelihood unreadable" in text


@pytest.mark.host
def test_the_index_and_the_pages_of_people_name_the_record(site: Path) -> None:
    assert "2 risks" in page(site, "trace")
    assert "risks: Data is lost The launch is late" in page(site, "trace/people")
    assert "risks Data is lost, The launch is late" in page(site, "jane.doe")


@pytest.mark.host
def test_the_explorer_draws_the_record_in_the_last_column(site: Path) -> None:
    script = (site / "trace/explore/graph.js").read_text(encoding="utf-8")
    data = json.loads(script.partition(" = ")[2].removesuffix(";\n"))
    number = data["kinds"].index("risk")
    assert number in data["columns"][-1]
    assert data["letters"][number] == "RI"
    assert [node[2] for node in data["nodes"] if node[0] == number] == [
        "Data is lost",
        "The launch is late",
        "Somebody cheats",
    ]
    assert ["threatens", "Threatens", "Threatened by"] in data["relations"]
    explorer = (site / "trace/explore/index.html").read_text(encoding="utf-8")
    assert 'data-kind="risk"' in explorer


@pytest.mark.host
def test_the_search_finds_the_record(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert found["data-loss/"] == "Data is lost"
    assert found["trace/risk/delay/"] == "The launch is late"
