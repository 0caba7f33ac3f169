"""A text in double quotes is read as the text that it was, by every parser that reads our settings."""

from __future__ import annotations

import json
import sys
import tomllib

import yaml

from docgraph.text.double_quote import double_quote

# `\ud800` and the other surrogates cannot be written to a file
CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]


def test_every_character_is_unchanged_in_toml_and_json() -> None:
    text = "".join(CHARACTERS)
    assert tomllib.loads(f"a = {double_quote(text)}") == {"a": text}
    assert json.loads(double_quote(text)) == text


def test_every_character_is_unchanged_in_yaml() -> None:
    # in the middle, because PyYAML folds spaces around line breaks
    text = "".join(f"a{character}b" for character in CHARACTERS[:0x10000])
    assert yaml.load(f"a: {double_quote(text)}", Loader=yaml.CSafeLoader) == {"a": text}
    assert yaml.load(f"{double_quote(chr(0x85))}: {double_quote(chr(0x1F600))}", Loader=yaml.SafeLoader) == {
        "\x85": "\U0001f600"
    }


def test_printable_characters_stay_readable() -> None:
    assert double_quote("decisions/größer 😀.md") == '"decisions/größer 😀.md"'
