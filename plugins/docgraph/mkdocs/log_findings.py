"""Findings in the words and channels of MkDocs: one refusal with every error, warnings as warnings of the log."""

from __future__ import annotations

import logging
from collections.abc import Container, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from msgspec.structs import replace

from docgraph.app import Result
from docgraph.model.finding import Severity
from docgraph.model.location import AT_PROJECT, Standpoint
from docgraph.report.context import Facts, seen, shown, tally
from docgraph.report.text import printed_findings
from docgraph.workspace.clock import far_note
from docgraph.workspace.disk import standpoint_of
from docgraph.workspace.empty_project import nothing_read

log = get_plugin_logger("docgraph")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


UNTOUCHED = "the site was left as it was"


def refusal(result: Result, standpoint: Standpoint = AT_PROJECT, site: str = UNTOUCHED) -> str:
    """The text of the one exception that ends a build: all errors, each with its place, line and edit."""
    facts = replace(facts_of(result), standpoint=standpoint)
    errors = [finding for finding in result.standing if result.fails(finding)]
    told = "\n\n".join("\n".join(lines) for lines in printed_findings(errors, facts))
    return f"docgraph found what must not be published; {site}.\n\n{told}\n\n{tally(facts)}"


def judge(
    result: Result,
    config: MkDocsConfig,
    *,
    serving: bool,
    known: Container[str] = (),
    complete: bool = True,
    site: str = UNTOUCHED,
) -> None:
    """Log findings that are not `known` already. Raise the refusal of a build that failed, unless it serves.

    A build in which no record was read fails too, before it is known what other plugins add: then the old site is gone.
    Unless `complete`, they may still add a record to a served site. `site` says what becomes of the old site.
    """
    note = "" if known != () else far_note(result.trace.as_of, result.settings.as_of)
    if note:
        log.info("%s", note)
    standpoint = _standpoint(config)
    for finding in result.standing:
        if finding.fingerprint not in known and (serving or not result.fails(finding)):
            head = f"{shown(finding.at, standpoint)}: {finding.severity}[{finding.code}]: {seen(finding.message)}"
            # the host counts warnings, and ends a strict build for them when the old site is gone
            counts = serving or result.settings.fail_on != "never"
            level = _LEVELS[finding.severity or Severity.ERROR] if counts else logging.INFO
            log.log(level, "%s; fix: %s", head, seen(finding.help))
    message = nothing_read(result, config.docs_dir, "`allow-empty: true`") if complete else ""
    if serving and message:
        log.warning("%s", message)
    elif result.failed and not serving:
        raise PluginError("\n\n".join((refusal(result, standpoint, site), *filter(None, [message]))))
    elif message:
        raise PluginError(f"docgraph: {message}")


def _standpoint(config: MkDocsConfig) -> Standpoint:
    """Where the reader of the log stands."""
    root = Path(config.config_file_path or config.docs_dir).resolve().parent
    return standpoint_of(root, "text")


def warn(messages: Sequence[str], config: MkDocsConfig) -> None:
    """Warn; under `--strict` end the build at once, as the host counts warnings when the old site is gone."""
    if config.strict and messages:
        raise PluginError("\n".join(f"docgraph: {message}" for message in messages))
    for message in messages:
        log.warning("%s", message)


def facts_of(result: Result) -> Facts:
    """What reports and exports are told about a check."""
    return Facts(result.trace, result.findings, result.documents, result.pages)
