"""The tools that an agent definition allows, as text in the language of the page."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.model.definition import Definition, ToolRule
from docgraph.site.i18n import gettext
from docgraph.site.render.format import isolated


def tools_text(definition: Definition) -> Markup:
    """The tools that a definition allows, in the language of the page."""
    return isolated(_with_mode(definition, _tools_text(definition)))


def _tools_text(definition: Definition) -> str:
    if not definition.state.is_readable:
        return gettext("unreadable")
    if definition.tool_rule is ToolRule.LISTED:
        return ", ".join(definition.allowed_tools) or gettext("no tools")
    if definition.tool_rule is ToolRule.NONE:
        return gettext("no tools")
    if definition.tool_rule is ToolRule.UNKNOWN:
        return gettext("not stated in the file")
    if definition.denied:
        return gettext("every tool but %(names)s") % {"names": ", ".join(definition.denied)}
    return gettext("every tool")


def _with_mode(definition: Definition, text: str) -> str:
    return gettext("%(tools)s (read-only)") % {"tools": text} if definition.is_read_only else text
