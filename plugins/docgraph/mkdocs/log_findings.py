"""Reports findings to MkDocs: errors in a `PluginError`, other findings in the log."""

from __future__ import annotations

import logging
from collections.abc import Container, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from msgspec.structs import replace

from docgraph.app import CheckResult
from docgraph.mkdocs.project_layout import project_root
from docgraph.model.finding import Severity
from docgraph.model.location import PROJECT_ROOT, DisplayBase
from docgraph.model.path_base import PathBase
from docgraph.report.context import ReportContext, baseline_line, display_at, escape_invisible, summary_lines
from docgraph.report.text import printed_blocks
from docgraph.workspace.clock import far_note
from docgraph.workspace.display_base import display_base_of
from docgraph.workspace.empty_project import no_records_message

mkdocs_log = get_plugin_logger("docgraph")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


UNTOUCHED = "the site was left as it was"


def build_error(result: CheckResult, display_base: DisplayBase = PROJECT_ROOT, site: str = UNTOUCHED) -> str:
    """The message of the `PluginError` that ends a build: each error with its location and fix.

    `site` is a clause that says what happened to the old site.
    """
    facts = replace(facts_of(result), display_base=display_base)
    errors = [finding for finding in result.open_findings if result.fails(finding)]
    messages = "\n\n".join("\n".join(lines) for lines in printed_blocks(errors, facts))
    return f"docgraph found what must not be published; {site}.\n\n{messages}\n\n{summary_lines(facts)}"


def log_result(
    result: CheckResult,
    config: MkDocsConfig,
    *,
    serving: bool,
    known: Container[str] = (),
    complete: bool = True,
    site: str = UNTOUCHED,
) -> None:
    """Log the findings whose fingerprints are not in `known`.

    Raises `PluginError` if the check failed or found no records, but not while `serving`. With `complete=False`, it is
    no error to find no records, because other plugins may still add some. `site` is a clause that says what happened to
    the old site.
    """
    note = "" if known != () else far_note(result.graph.as_of, result.settings.as_of)
    if note:
        mkdocs_log.info("%s", note)
    display_base = _display_base(config)
    for finding in result.open_findings:
        if finding.fingerprint not in known and (serving or not result.fails(finding)):
            logged = f"{finding.severity}[{finding.code}]: {finding.message}; fix: {finding.help}"
            # MkDocs counts warnings, and aborts a strict build after it deleted the old site
            counts = serving or result.settings.fail_on != "never"
            level = _LEVELS[finding.severity or Severity.ERROR] if counts else logging.INFO
            mkdocs_log.log(level, "%s: %s", display_at(finding.at, display_base), escape_invisible(logged))
    accepted = baseline_line(result.baseline)
    if accepted and known == ():
        mkdocs_log.info("%s", accepted)
    message = no_records_message(result, config.docs_dir, "`allow-empty: true`") if complete else ""
    if serving and message:
        mkdocs_log.warning("%s", message)
    elif result.failed and not serving:
        raise PluginError("\n\n".join((build_error(result, display_base, site), *filter(None, [message]))))
    elif message:
        raise PluginError(f"docgraph: {message}")


def _display_base(config: MkDocsConfig) -> DisplayBase:
    return display_base_of(project_root(config), PathBase.CURRENT_FOLDER)


def warn(messages: Sequence[str], config: MkDocsConfig) -> None:
    """Log warnings. With `--strict`, raise `PluginError` instead.

    MkDocs fails because of warnings too, but only after it has deleted the old site.
    """
    if config.strict and messages:
        raise PluginError("\n".join(f"docgraph: {message}" for message in messages))
    for message in messages:
        mkdocs_log.warning("%s", message)


def facts_of(result: CheckResult) -> ReportContext:
    """The data for reports and exports, from the result of a check."""
    return ReportContext(result.graph, result.findings, result.documents, result.pages, baseline=result.baseline)
