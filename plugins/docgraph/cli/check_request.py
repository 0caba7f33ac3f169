"""Runs checks for commands: finds the project, applies options and uses the cache."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from docgraph.cli.output import TEXT_OUTPUT, Output, render_report
from docgraph.cli.progress import set_activity, shows_progress
from docgraph.model.location import DisplayBase
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.baseline_file import baseline_digest
from docgraph.workspace.cache.answer_cache import AnswerCache
from docgraph.workspace.cache.report_cache import CachedReport, RecordedProbe, ReportCache
from docgraph.workspace.cache.store import Cache, cache_of, clear_old
from docgraph.workspace.clock import far_note
from docgraph.workspace.config_file import Found, found_at, found_by, nearest_configuration
from docgraph.workspace.definition_files import ScannedRepository, parsed
from docgraph.workspace.definition_sources import definition_sources_of
from docgraph.workspace.disk import DocsContents, contents_of, contents_with, today
from docgraph.workspace.empty_project import no_records_message
from docgraph.workspace.setting_locations import with_locations
from docgraph.workspace.unread_documents import unread_notes
from docgraph.workspace.unsaved import UnsavedText

if TYPE_CHECKING:
    from docgraph.app import CheckResult, FixResult, Project
    from docgraph.model.source_file import SourceFile
    from docgraph.workspace.cache.document_cache import CachingReader
    from docgraph.workspace.compare_revisions import ComparedProject
    from docgraph.workspace.config_file import Layout

_Result = TypeVar("_Result")


class CheckRequest(Struct, frozen=True):
    """The arguments of a command that reads a project.

    `options` maps names of settings to overriding values, such as `{"fail_on": "warning"}`. An empty value overrides no
    setting. `unsaved` is unsaved text that replaces a document; with it, the cache is read but not changed.
    """

    path: str | None = None
    project: str | None = None
    config_file: str | None = None
    as_of: date | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    cached: bool = True
    with_baseline: bool = True
    unsaved: UnsavedText | None = None

    @shows_progress
    def run(self, output: Output = TEXT_OUTPUT) -> CachedReport:
        """The report of a check; the cached report if no input has changed.

        Raises `SettingsError` if a setting is invalid.
        """
        found = self._found()
        self._warn_of_distant_date(found)
        contents, cache = contents_of(found), self._cache(found)
        bases = output.display_bases(found.root)
        words = (*astuple(output), bases, self.as_of, sorted(self.options.items()), self.with_baseline)
        definitions = definition_sources_of(found)
        baseline = baseline_digest(found.root, found.options.get("baseline")) if self.with_baseline else ""
        reports = ReportCache(cache, found, contents, words, (today(), baseline, definitions.digest))
        known = reports.known(partial(semantic_digest_in, found))
        if known is not None:
            return known
        from docgraph.app import check
        from docgraph.workspace.cache.document_cache import CachingReader

        documents, scanned = CachingReader(cache), parsed(definitions, cache)
        with self._loaded(found, contents, documents, scanned) as (project, layout):
            probe = RecordedProbe(project.exists)
            result = check(replace(project, exists=probe))
        notes = unread_notes(result, found, contents.docs, scanned.hidden_pages)
        report = render_report(result, output, layout.root, layout.docs, notes)
        if not result.internal_errors:
            reports.keep(report, probe.answers, documents.semantic_digests(but=quoted_documents(result)))
        clear_old(cache)
        return report

    @shows_progress
    def answered(self, words: tuple[str, ...], answer: Callable[[Project], tuple[CachedReport, bool]]) -> CachedReport:
        """The answer to a query; the cached answer if no input has changed.

        `words` are the command and its arguments, such as `("impact", "jane.doe")`. `answer` returns the answer for a
        project, and False if it must not be cached because it depends on a Git revision. Raises `SettingsError` if a
        setting is invalid.
        """
        found = self._found()
        self._warn_of_distant_date(found)
        contents, cache = contents_of(found), self._cache(found)
        definitions = definition_sources_of(found)
        baseline = baseline_digest(found.root, found.options.get("baseline")) if self.with_baseline else ""
        question = (*words, TEXT_OUTPUT.display_base(found.root), self.as_of, sorted(self.options.items()))
        answers = AnswerCache(cache, found, contents, (today(), baseline, definitions.digest))
        known = answers.known(question)
        if known is not None:
            return CachedReport(known, 0)
        with self._loaded(found, contents, scanned=parsed(definitions, cache)) as (project, _):
            probe = RecordedProbe(project.exists)
            report, is_lasting = answer(replace(project, exists=probe))
        if is_lasting and not report.status:
            answers.keep(question, report.text, probe.answers)
        clear_old(cache)
        return report

    @shows_progress
    def run_filtered(
        self, output: Output, restrict: Callable[[CheckResult, Path], tuple[CheckResult, tuple[str, ...]]]
    ) -> CachedReport:
        """The report of selected findings, without the cache of reports.

        `restrict` gets the result of the check and the root folder of the project. It returns the result with only the
        selected findings, and lines about the omitted findings.
        """
        from docgraph.app import check

        with self._loaded(self._found()) as (project, layout):
            result, notes = restrict(check(project), layout.root)
        return render_report(result, output, layout.root, layout.docs, notes)

    def _warn_of_distant_date(self, found: Found) -> None:
        setting = found.options.get("as-of", found.options.get("as_of"))
        try:
            day = date.fromisoformat(str(setting)) if setting else today()
        except ValueError:
            return  # reading the settings reports it
        note = "" if self.as_of else far_note(day, setting)
        if note:
            print(f"docgraph: {note}", file=sys.stderr)

    @shows_progress
    def checked(self) -> CheckResult:
        """The result of a check.

        Raises `SettingsError` if a setting is invalid, or if the project has no records but needs at least one.
        """
        from docgraph.app import check

        with self._loaded(self._found()) as (project, layout):
            result = check(project)
        message = no_records_message(result, layout.docs)
        if message and not result.internal_errors:
            raise SettingsError("", faults=tuple(((), line) for line in message.splitlines()))
        return result

    @property
    def display_base(self) -> DisplayBase:
        """The folder that paths in text output are relative to."""
        return TEXT_OUTPUT.display_base(self._found().root)

    @property
    def folders(self) -> tuple[Path, Path]:
        """The root folder of the project, and its docs folder."""
        found = self._found()
        return found.root, found.docs

    @property
    def layout(self) -> Layout:
        """The project with validated settings.

        Raises `SettingsError` if a setting is invalid.
        """
        return self._found().layout()

    @shows_progress
    def fixed(self) -> tuple[Project, FixResult, Path]:
        """The unfixed project, the result of its fixes, and its root folder. Changes no file.

        Raises `SettingsError` if a setting is invalid.
        """
        from docgraph.app import apply_fixes

        def fix(project: Project, layout: Layout) -> tuple[Project, FixResult, Path]:
            # adopted documents are not ours to change, unless the user names them
            project = replace(project, fixes_adopted=self.path is not None)
            return project, apply_fixes(project), layout.root

        return self.applied(fix)

    def applied(self, work: Callable[[Project, Layout], _Result]) -> _Result:
        """Call `work` with the project and its layout, and return its result.

        If `work` raises a `SettingsError` about a setting, the location of the setting is added to it.
        """
        with self._loaded(self._found()) as (project, layout):
            return work(project, layout)

    @shows_progress
    def compared(
        self, base: str, head: str = "", *, from_merge_base: bool = False, checked: CheckResult | None = None
    ) -> ComparedProject:
        """The comparison of the Git revisions `base` and `head`.

        If `head` is empty, `base` is compared with the files on disk; `checked` is then the result of their check, if
        they are already checked. With `from_merge_base`, the best common ancestor of `base` and `head` replaces `base`.
        Raises `SettingsError` if a setting is invalid or a revision cannot be read.
        """
        from docgraph.report.context import escape_invisible
        from docgraph.workspace.compare_revisions import compare_revisions

        found = self._found()
        if checked is None:
            self._warn_of_distant_date(found)
        set_activity(f"comparing with {escape_invisible(base)}")
        layout = found.layout()
        with with_locations(layout.configuration):
            return compare_revisions(
                layout,
                self._cache(found),
                base,
                head,
                from_merge_base=from_merge_base,
                as_of=self.as_of,
                overrides=self._overrides(),
                checked=checked,
            )

    def _found(self) -> Found:
        config_file = Path(self.config_file) if self.config_file else None
        named = self.path or self.project
        if config_file is not None and config_file.suffix != ".toml" and not named:
            # mkdocs.yml states where its docs folder is
            return found_by(config_file)
        if named:
            return found_at(Path(named), config_file)
        nearest = nearest_configuration(Path())
        return found_at(nearest.parent if nearest else Path(), config_file)

    def _cache(self, found: Found) -> Cache:
        folder = cache_of(found.root).folder if self.cached else None
        return Cache(folder, read_only=self.unsaved is not None)

    @contextmanager
    def _loaded(
        self,
        found: Found,
        contents: DocsContents | None = None,
        documents: CachingReader | None = None,
        scanned: ScannedRepository | None = None,
    ) -> Iterator[tuple[Project, Layout]]:
        from docgraph.workspace.cache.document_cache import CachingReader
        from docgraph.workspace.load_project import project_at

        layout = found.layout()
        if contents is None:
            self._warn_of_distant_date(found)
        if self.unsaved is not None:
            contents = contents_with(layout, self.unsaved)
        changes = self._overrides()
        layout = replace(layout, settings=layout.settings.model_copy(update=changes))
        with with_locations(layout.configuration, but=tuple(changes)):
            reader = documents or CachingReader(self._cache(found))
            project = project_at(layout, self.as_of, contents, reader, self.with_baseline, scanned)
            set_activity(f"checking {len(project.sources):,} pages")
            yield project, layout

    def _overrides(self) -> dict[str, Any]:
        changes = {key: value for key, value in self.options.items() if value not in (None, (), False)}
        for key in ("select", "ignore"):
            if key in changes:
                changes[key] = tuple(name.strip() for part in changes[key] for name in part.split(",") if name.strip())
                if not changes[key]:
                    raise SettingsError(f"`--{key}` is empty; run `docgraph rules` for a list of rules")
        return changes


def query_of(project: str | None, config_file: str | None, as_of: date | None) -> CheckRequest:
    """The request of a command that looks up records.

    Unlike in a check, a project without records is no error.
    """
    return CheckRequest(None, project, config_file, as_of, {"allow_empty": True})


def semantic_digest_in(found: Found, source: SourceFile) -> str | None:
    """A digest of a document that stays the same if an edit cannot change any finding.

    None if every edit may change a finding.
    """
    from docgraph.workspace.cache.document_cache import semantic_digest

    return semantic_digest(source, found.layout().settings)


def quoted_documents(result: CheckResult) -> set[str]:
    """The paths of documents in which a finding has a location, a related location or a fix."""
    places = (place for finding in result.findings for place in (finding.at, *(other.at for other in finding.related)))
    fixes = (finding.fix for finding in result.findings if finding.fix)
    return {place.path for place in places} | {fix.path for fix in fixes}
