"""Measurements that a decision gives as evidence."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.kinds import Decision
from docgraph.kinds.decision import Evidence
from docgraph.site.render.format import PageLinks


def evidence_text(decision: Decision, evidence: Evidence, link: PageLinks) -> Markup:
    """A measurement as text, such as `accuracy 96 %, 4 weeks (the golden set)`."""
    measurement = " ".join(text for text in (evidence.metric, evidence.value) if text)
    shown = link.text(decision, ", ".join(text for text in (measurement, evidence.period) if text))
    return Markup("%s (%s)") % (shown, link.text(decision, evidence.source)) if evidence.source else shown
