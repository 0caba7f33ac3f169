"""The exports that a site offers as downloads."""

from __future__ import annotations

from docgraph.export import EXPORTS
from docgraph.export.payload import UrlOf, payload_of
from docgraph.report import ReportContext


def public_data(context: ReportContext, url_of: UrlOf) -> dict[str, str]:
    """The JSON and CSV files that a site offers, as file names with contents.

    Contact details of people are left out.
    """
    payload = payload_of(context, url_of, public=True)
    return EXPORTS["json"](payload) | EXPORTS["csv"](payload)
