"""A server follows edits of adopted documents, of data files outside the docs folder, and of a roster."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs.site import config, write
from tests.mkdocs.test_serve import serving, shown

pytestmark = pytest.mark.host
PLUGINS = """
  - search
  - docgraph:
      as-of: 2026-11-21
      kinds:
        "adr/*.md": {like: nygard}
        "keps/*/kep.yaml": {like: kep, keys: {lead: owner}}
      people: {from: [roster.csv]}
"""
ADR = "# 1. Use a queue\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n**Owner:** Jane Doe\n"
NEXT = "# 2. Use a log\n\nDate: 2024-03-04\n\n## Status\n\nAccepted\n\n**Owner:** Jane Doe\n"
KEP = "title: Old title\nstatus: implementable\nlead: Jane Doe\ncreation-date: 2024-01-02\n"
ROSTER = "id,title,email\njane.doe,Jane Doe,jane@example.org\n"


def test_pages_change_with_adopted_files_and_the_roster(tmp_path: Path) -> None:
    proposal, roster, queue = (
        tmp_path / path for path in ("keps/fast/kep.yaml", "roster.csv", "docs/adr/0001-queue.md")
    )
    proposal.parent.mkdir(parents=True)
    proposal.write_text(KEP, encoding="utf-8")
    roster.write_text(ROSTER, encoding="utf-8")
    files = {"index.md": "# Home\n", "adr/0001-queue.md": ADR, "adr/0002-log.md": NEXT}
    write(tmp_path, files, config(plugins=PLUGINS))
    with serving(tmp_path, "mkdocs") as url:
        page = shown(f"{url}adr/0001-queue/", "accepted")
        assert "trace/person/jane.doe/" in page
        queue.write_text(ADR.replace("Accepted", "Superseded by [the log](0002-log.md)"), encoding="utf-8")
        assert "0002-log" in shown(f"{url}adr/0001-queue/", "superseded")
        shown(f"{url}trace/decision/fast/", "Old title")
        proposal.write_text(KEP.replace("Old title", "New title"), encoding="utf-8")
        shown(f"{url}trace/decision/fast/", "New title", absent="Old title")
        roster.write_text(f"{ROSTER}sam,Sam Lee,\n", encoding="utf-8")
        shown(f"{url}trace/person/sam/", "Sam Lee")
        queue.write_text(ADR.replace("Jane Doe", "Sam Lee"), encoding="utf-8")
        shown(f"{url}adr/0001-queue/", "trace/person/sam/", absent="trace/person/jane.doe/")
