"""Pages of documents that docgraph reports and publishes: no raw front matter, the findings below the title."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.mkdocs.site import FILES, build, config, page, write

pytestmark = pytest.mark.host
PLUGINS = "[docgraph: {as-of: 2026-11-21, fail-on: never}]"


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.parametrize("key", ["due", "x-review", "reviewd"])
def test_front_matter_that_mkdocs_cannot_load_is_not_published(tmp_path: Path, theme: str, key: str) -> None:
    outcome = FILES["outcomes/fast.md"].replace("due: 2027-01-01", f"{key}: 2026-13-01\nbackup-note: secret-text")
    outcome = outcome.replace("# Fast", "<!-- lint: off -->\n\n# Fast")
    files = {**FILES, "outcomes/fast.md": outcome}
    assert build(write(tmp_path, files, config(theme, plugins=PLUGINS)), "mkdocs", "-q").returncode == 0
    html = page(tmp_path, "outcomes/fast/index.html")
    content = html[html.index("<h1") : html.index("The text.")]
    assert "<!-- lint: off -->" in html
    assert "secret-text" not in html
    assert re.match(r'<h1[^>]*>Fast .*</h1>\s*<section class="docgraph docgraph-head"', content)
    assert "2026-13-01" not in re.sub(r'<ul class="docgraph-findings">.*?</ul>', "", html, flags=re.DOTALL)
