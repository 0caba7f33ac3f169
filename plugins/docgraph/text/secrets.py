"""Finds tokens and private keys in text, and redacts them."""

from __future__ import annotations

import re

SECRET = re.compile(
    r"\b(?:gh[pousr]_[A-Za-z0-9]{36,100}|github_pat_[A-Za-z0-9_]{50,100}|glpat-[A-Za-z0-9_-]{20,60}|AKIA[0-9A-Z]{16}"
    r"|xox[abprs]-[A-Za-z0-9-]{10,100}|(?<!-)sk-(?=[A-Za-z_-]{0,99}\d)[A-Za-z0-9_-]{32,100}"
    r"|(?<!-)eyJ[\w-]{10,500}\.eyJ[\w-]{10,1000}\.[\w-]{10,500})"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
)
_SIGNS = "glpat- AKIA xox sk- eyJ -----BEGIN".split()
"""Substrings that a secret contains. Each match of `SECRET` contains one of them or of `_SIGNS_WITH_A_LINE`."""
_SIGNS_WITH_A_LINE = "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_".split()
_SHOWN = 4
_MASK = re.compile(r"(?:gh[pousr]_|github_pat_|glpat-|AKIA|xox[abprs]-|sk-(?:[a-z]+-)?)([A-Za-z0-9*])(?:\1|[-_])*")
_DOCUMENTED = re.compile(
    r"AKIA[0-9A-Z]{9}EXAMPLE"  # AWS documentation
    r"|gh[ou]_16C7e42F292c6912E7710c838347Ae178B4a|ghr_1B4a2e77838347a7E420ce178F2E7c6912E169246c34E1ccbF66C46812d16D5B1A9"
    r"Dc86A1498"  # GitHub, authorizing OAuth apps and refreshing user access tokens
    r"|eyJ[\w-]+\.(?:eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lI|eyJpc3MiOiJqb2UiLA0K)[\w-]+\.[\w-]+"
    # jwt.io (`John Doe`) and RFC 7519 (`joe`)
)


def may_contain_secret(text: str) -> bool:
    """Whether a text may contain a secret. Fast: false is certain, true needs a check."""
    for sign in _SIGNS:
        if sign in text:
            return True
    return "_" in text and any(sign in text for sign in _SIGNS_WITH_A_LINE)


def is_example(secret: str) -> bool:
    """Whether a secret is a placeholder: a published example (AWS, GitHub, jwt.io), or one repeated character."""
    return bool(_DOCUMENTED.fullmatch(secret) or _MASK.fullmatch(secret))


def abbreviate_secret(secret: str) -> str:
    """The first characters of a secret and `...`, for messages. For a private key, the first line."""
    return secret if secret.startswith("-----") else f"{secret[:_SHOWN]}..."


def redact(text: str) -> str:
    """`text` with every secret abbreviated."""
    if not may_contain_secret(text):
        return text
    return SECRET.sub(lambda found: abbreviate_secret(found[0]), text)


def mask_secrets(line: str) -> str:
    """A line in which `*` replaces all but the first characters of each secret.

    The length of the line stays the same, so column numbers remain valid.
    """
    return SECRET.sub(lambda found: found[0][:_SHOWN] + "*" * (len(found[0]) - _SHOWN), line)
