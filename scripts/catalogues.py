"""Extracts the translatable texts of the pages and updates the catalogues in `languages/`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Part
from docgraph.site.render.environment import kind_words

SITE = Path(__file__).resolve().parent.parent / "plugins" / "docgraph" / "site"
FOLDER = SITE / "languages"
TEMPLATE = FOLDER / "docgraph.pot"
METHODS = [("**.py", "python"), ("**.jinja", "jinja2"), ("**.js", "javascript")]
OPTIONS = {
    "**.jinja": {"trim_blocks": "true", "lstrip_blocks": "true"},
    "**.js": {"parse_template_string": "true"},
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "gettext_noop": None,
    "count": (2, 3),
    "Address": (2,),
    "Heading": (3,),
    "TablePages": (1,),
}
"""Functions and classes that take a translatable text, and the positions of that argument."""


def extracted() -> Catalog:
    """All translatable texts with the files that contain them."""
    catalog = Catalog(project="docgraph", copyright_holder="the docgraph authors", fuzzy=False)
    found = extract_from_dir(SITE, METHODS, OPTIONS, KEYWORDS, comment_tags=("translators:",))
    for path, _line, message, comments, _context in found:
        # no line numbers, so that an edit elsewhere in a file does not change the catalogues
        catalog.add(message, locations=[(path, 0)], auto_comments=comments)
    for key in sorted(set(keys())):
        catalog.add(key.replace("-", " ").capitalize(), locations=[("keys of documents", 0)])
    for word in (word for words in kind_words().values() for word in words):
        catalog.add(word, locations=[("kinds of records", 0)])
    return catalog


def keys(kinds: tuple[type[Part], ...] = KINDS) -> Iterator[str]:
    """All front matter keys of all kinds; pages show them as field names."""
    for kind in kinds:
        for key, field in fields_of(kind).items():
            yield key
            if field.part is not None:
                yield from keys((field.part,))


def read(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes()))


def untranslated(catalog: Catalog) -> list[str]:
    """Texts without a translation, or with a fuzzy one."""
    return [str(message.id) for message in catalog if message.id and (message.fuzzy or not all(_forms(message.string)))]


def _forms(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (string,)


def text(catalog: Catalog) -> bytes:
    """A catalogue as a `.po` file, sorted and without line numbers and dates."""
    file = BytesIO()
    write_po(file, catalog, width=120, omit_header=False, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = file.getvalue().split(b"\n")
    dated = (b'"POT-', b'"PO-', b"# FIRST AUTHOR", b'"Generated-By', b'"Last-', b'"Report-', b'"Language-Team')
    return b"\n".join(line for line in lines if not line.startswith(dated))


def main() -> int:
    template = extracted()
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(text(template))
    left = 0
    for path in sorted(FOLDER.glob("*.po")):
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True)
        path.write_bytes(text(catalog))
        missing = untranslated(catalog)
        left += len(missing)
        print(f"{path.name}: {sum(1 for message in catalog if message.id)} texts, {len(missing)} without a translation")
        print("".join(f"  {text}\n" for text in missing), end="")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
