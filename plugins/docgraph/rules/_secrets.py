"""What a secret looks like, and how much of one may be shown."""

from __future__ import annotations

import re

SECRET = re.compile(
    r"\b(?:gh[pousr]_[A-Za-z0-9]{36,100}|github_pat_[A-Za-z0-9_]{50,100}|glpat-[A-Za-z0-9_-]{20,60}|AKIA[0-9A-Z]{16}"
    r"|xox[abprs]-[A-Za-z0-9-]{10,100}|(?<!-)sk-(?=[A-Za-z_-]{0,99}\d)[A-Za-z0-9_-]{32,100}"
    r"|(?<!-)eyJ[\w-]{10,500}\.eyJ[\w-]{10,1000}\.[\w-]{10,500})"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
)


def shown(secret: str) -> str:
    """What may be told of a secret: its first four characters; the first line of a private key tells nothing."""
    return secret if secret.startswith("-----") else f"{secret[:4]}..."


def redacted(text: str) -> str:
    """`text` without the secrets in it."""
    return SECRET.sub(lambda found: shown(found[0]), text)
