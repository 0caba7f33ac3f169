"""A fault in a file that documents inherit from is one finding, with all documents that inherit it."""

from __future__ import annotations

import random

import pytest

from docgraph.app import Project, check
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.report.json import finding_to_dict
from tests.corpus import AS_OF

SEED = 13
VARIANTS = 200
_FAULTS = {
    "owner: bob": "REF001",
    "owner: core": "OWN003",
    "owner: gone": "OWN004",
    "owner: {owner}": "DOC006",
    "ownr: jane": "DOC004",
    "owner: jane\nreviewed: soon": "DOC007",
    "owner: jane\nreviewed: 2026-02-30": "DOC001",
    "owner: @jane": "DOC001",
    "owner: [jane, sam]": "OWN007",
    "owner: everyone": "OWN012",
    "owner: jane\nbudget: 1": "DOC004",
}
_OTHERS = {
    "people.md": "kind: people\npeople: [{id: jane}, {id: sam}, {id: gone, left: 2026-01-01}]",
    "core.md": "kind: team\nmembers: [jane, sam]",
}


@pytest.mark.slow
def test_each_fault_is_one_finding_however_many_inherit_it() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        fault, heirs = rng.choice(list(_FAULTS)), rng.randint(1, 6)
        lines = [*rng.sample(("tags: [a]", "# ours", "x-unit: b"), rng.randint(0, 2)), fault, ""]
        meta = SourceFile("docs/o/.meta.yml", "\n".join(lines).encode())
        waiver = f"waivers: [{{code: {_FAULTS[fault]}, reason: until May, owner: jane, until: 2027-05-01}}]\n"
        waived = rng.random() < 0.3 and heirs > 1 and not _FAULTS[fault].startswith("DOC")
        documents = [
            SourceFile(
                f"docs/o/x{number}.md",
                f"---\nkind: runbook\n{waiver * (waived and not number)}---\n# X\n".encode(),
                (meta,),
            )
            for number in range(heirs)
        ]
        others = [SourceFile(f"docs/{path}", f"---\n{text}\n---\n".encode()) for path, text in _OTHERS.items()]
        code = _FAULTS[fault]
        settings = settings_from({"select": code})
        result = check(Project((*documents, *others), settings, AS_OF, docs="docs"))
        reported = [finding for finding in result.open_findings if finding.at.path == "docs/o/.meta.yml"]
        left = [f"docs/o/x{number}.md" for number in range(waived, heirs)]
        named = [*reported[0].inherited_by] or [reported[0].document_path] if reported else []
        counted = len(left) < 2 or (reported and reported[0].message.endswith(f"(inherited by {len(left)} documents)"))
        if len(reported) != 1 or not counted or (named != left and code != "DOC001"):
            wrong.append((fault, heirs, waived, [(finding.message, finding.inherited_by) for finding in reported]))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


def test_the_report_for_programs_names_the_heirs() -> None:
    meta = SourceFile("docs/o/.meta.yml", b"owner: bob\n")
    documents = [SourceFile(f"docs/o/x{number}.md", b"---\nkind: runbook\n---\n# X\n", (meta,)) for number in range(2)]
    result = check(Project(tuple(documents), settings_from({"select": "REF001"}), AS_OF, docs="docs"))
    [finding] = result.open_findings
    assert finding_to_dict(finding)["inherited-by"] == ["docs/o/x0.md", "docs/o/x1.md"]
    assert finding_to_dict(finding)["subject"] == ""
