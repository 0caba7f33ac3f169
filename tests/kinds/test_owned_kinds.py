"""What holds for every kind with an owner, whether it has rules of its own or not."""

from __future__ import annotations

import pytest

from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.rules._causes import OWNERLESS
from tests.corpus import record, result_of

OWNED = [kind for kind in KINDS if "owner" in fields_of(kind)]


@pytest.mark.parametrize("kind", OWNED, ids=lambda kind: kind.kind)
def test_one_rule_reports_an_absent_owner(kind: type[Record]) -> None:
    found = result_of({"docs/a.md": record(kind.kind)}).findings
    about_owner = [finding for finding in found if finding.key == ("owner",)]
    assert [finding.code in OWNERLESS for finding in about_owner] == [True]
