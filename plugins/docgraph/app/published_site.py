"""Collects the data that the generated pages show."""

from __future__ import annotations

from docgraph.analysis.contact_details import ContactDetails
from docgraph.app.run_check import CheckResult
from docgraph.kinds import Person
from docgraph.site import Site


def site_of(result: CheckResult) -> Site:
    """The data that the generated pages show, from the result of a check.

    Contact details of people are removed from the findings.
    """
    hide = ContactDetails(result.graph.all(Person)).hide_in_finding
    findings = tuple(map(hide, result.findings))
    return Site(result.graph, findings, result.settings.levels, first_reviews=result.first_reviews)
