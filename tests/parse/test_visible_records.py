"""What a page shows as a record is one, or is an error: over documents that are put together at random."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from mkdocs.utils.meta import get_data

from docgraph.kinds import lookup_kind
from tests.parse.variants import INVISIBLE, KINDS, errors, header, read_text, spelled

SEED, COUNT = 20261113, 400
PLAIN = re.compile(r"^[\"']?kind[\"']? ?:[ \u00a0]?[\"']?(\w+)[\"']?$", re.IGNORECASE | re.MULTILINE)
Draw = Callable[[random.Random], str]


def invisible_prefix(rng: random.Random) -> str:
    """Front matter below characters that show nothing, some of them in its fences."""
    kind = rng.choice([*KINDS])
    unseen = [rng.choice(INVISIBLE) for _ in range(rng.randrange(1, 4))]
    if rng.random() < 0.3:
        unseen.insert(rng.randrange(len(unseen) + 1), "\n")
    opened, closed = "---", "---"
    if rng.random() < 0.2:
        opened += rng.choice(INVISIBLE)
    if rng.random() < 0.2:
        closed = rng.choice([rng.choice(INVISIBLE) + closed, closed + rng.choice(INVISIBLE)])
    lines = [opened, *header(rng, kind), closed, "", f"# The {kind}", "", "Text."]
    return "".join(unseen) + "\n".join(lines) + "\n"


def second_front_matter(rng: random.Random) -> str:
    """Front matter below a page's own, in any form that a page shows."""
    kind = rng.choice([*KINDS])
    fence = rng.choice(["---", "---", "----", "-----", "***", "___", "+++", "- - -", "—", "--", "--- "])
    lines = header(rng, kind, spelled(rng, kind))
    filler = [f"x-{number}: text" for number in range(rng.choice([0, 0, 3, 230]))]
    lists = rng.choice([[], ["tags:", "  - a", "  - b"], ["tags: [", "  a,", "  b", "]"], ["tags:", "- a", "- b"]])
    lines = [*filler, *lists, *lines] if rng.random() < 0.5 else [*lines, *lists, *filler]
    closed = rng.choice([[fence], ["---"], ["..."], ["----"], []])
    first = rng.choice(
        [
            ["---", "kind: person", "id: tom.berg", "---", ""],
            ["---", "title: A page", "---", ""],
            ["# A page", ""],
            ["Text.", ""],
        ]
    )
    above = rng.choice(
        [
            ["# Tom", ""],
            ["---", ""],
            ["```yaml", "---", "kind: agent", "---", "```", ""],
            ["| a | b |", "|---|---|", "| c | d |", ""],
            ["- an item", "- another", ""],
            ["<!-- a comment", "---", "-->", ""],
            ["A `--` in text, and a rule:", "", "---", "", "More text.", ""],
            ["    code", ""],
        ]
    )
    return "\n".join([*first, *above, fence, *lines, *closed, "", "Text."]) + "\n"


def far_kind(rng: random.Random) -> str:
    """Broken front matter that is so long that its kind is far below its first line."""
    kind = rng.choice([*KINDS])
    filler = [f"x-note-{number}: {'word ' * rng.randrange(1, 9)}" for number in range(rng.randrange(150, 400))]
    if rng.random() < 0.5:
        filler = [f"# {line}" for line in filler]
    lines = [*filler, *header(rng, kind)]
    opened, closed = rng.choice(
        [("---", ""), ("----", "----"), ("\n---", "---"), (" ---", "---"), ("–––", "–––"), ("", ""), ("--", "--")]
    )
    if rng.random() < 0.2:
        lines.append("owner: a: b")
        opened, closed = "---", rng.choice(["---", "..."])
    top = [opened] if opened else []
    return "\n".join([*top, *lines, *([closed] if closed else []), "", "# Title", "", "Text."]) + "\n"


def _value(rng: random.Random, kind: str) -> str:
    """A value that YAML reads as a kind, or nearly."""
    escaped = "".join(rng.choice([letter, f"\\x{ord(letter):02x}", f"\\u{ord(letter):04x}"]) for letter in kind)
    return rng.choice(
        [
            f" !!str {kind}",
            f" !<tag:yaml.org,2002:str> {kind}",
            f" ! {kind}",
            f" &k {kind}",
            f" !!str &k {kind}",
            f' "{escaped}"',
            f" >\n  {kind}",
            f" |\n  {kind}",
            f" >-\n  {kind}",
            f"\n  {kind}",
            f"\n    {kind}  # ours",
            f"\n  !!str {kind}",
            f' "\\\n  {kind}"',
            f" '{kind}'",
            f" {kind.upper()}",
            f"\u00a0{kind}",
            f" \u00a0{kind}",
            f"\u2003{kind}",
            f" [{kind}]",
            " *first",
        ]
    )


def host_header(rng: random.Random) -> str:
    """A header in the full YAML that MkDocs takes, or in its form without fences."""
    kind = rng.choice([*KINDS])
    key = rng.choice(
        ["kind:", "kind:", "kind :", '"kind":', '"\\x6bind":', "!!str kind:", "&a kind:", "? kind\n:", "<<:", "*key :"]
    )
    line = f"{key}{_value(rng, kind)}"
    if key == "<<:":
        line = f"<<: {{kind:{_value(rng, kind)}}}"
    lines = [line, *rng.sample(KINDS[kind], rng.randrange(len(KINDS[kind]) + 1))]
    if key == "*key :" or "*first" in line:
        lines = [f"x-first: &first {kind}", "x-key: &key kind", *lines]
    for extra in ("x-anchor: &b [1, 2]", "x-alias: [*b]", "x-tag: !!int 3", "_under: a\n-: b", "owner: again"):
        if rng.random() < 0.2:
            lines.append(extra)
    form = rng.choice(["fences", "fences", "flow", "document", "plain", "empty"])
    if form == "flow":
        lines = ["{" + ", ".join(lines) + "}"]
    if form == "document":
        lines = ["%YAML 1.1", "---", *lines] if rng.random() < 0.3 else ["--- ", *lines]
    if form == "plain":
        indent = rng.choice(["", " ", "  "])
        lines = [f"{indent}Kind:{rng.choice([' ', '', chr(160), chr(9)])}{rng.choice([kind, ''])}", f"    {kind}"]
        lines = lines[: rng.choice([1, 2])] if lines[0].endswith(kind) else lines
        return "\n".join([*lines, "owner: tom", "", "Text."]) + "\n"
    opened = ["---", "---"] if form == "empty" else ["---" + rng.choice(["", " ", "\t"])]
    return "\n".join([*opened, *lines, rng.choice(["---", "..."]), "", "# Title", "", "Text."]) + "\n"


def marked_kind(rng: random.Random) -> str:
    """Front matter whose kind is between signs, after an unusual colon, or among other kinds."""
    kind = rng.choice([*KINDS])
    key, value = rng.choice(["kind", "Kind", "\uff4b\uff49\uff4e\uff44"]), kind
    colon = rng.choice([":", ": ", " : ", "\uff1a", "\ufe55 ", "\u2236 ", "-> ", " => ", ": kind: ", ": : "])
    sign = rng.choice(["*", "**", "_", "`", "~~", "@", "%", "!", "|"])
    if rng.random() < 0.4:
        value = sign + kind + rng.choice([sign, ""])
    elif rng.random() < 0.5:
        value = rng.choice([f"{kind}, team", f"{kind}/role", f"{kind} (draft)", f"[{kind}](x)"])
    if rng.random() < 0.2:
        key = f"{sign}{key}{sign}"
    if colon == ": " and sign not in key and rng.random() < 0.3:
        value = f"our-{kind}"
    lines = [f"{key}{colon}{value}", *KINDS[kind]]
    return "\n".join(["---", *lines, "---", "", "# Title", "", "Text."]) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("draw", [invisible_prefix, far_kind, marked_kind])
def test_front_matter_that_a_page_shows_is_a_record_or_an_error(draw: Draw) -> None:
    rng = random.Random(SEED)
    variants = [draw(rng) for _ in range(COUNT)]
    ignored = [content for content in variants if not read_text(content).records and not errors(content)]
    assert not ignored, f"{len(ignored)} of {COUNT}, such as\n" + "\n=====\n".join(
        content[:300] for content in ignored[:5]
    )


@pytest.mark.slow
def test_a_second_front_matter_is_an_error() -> None:
    rng = random.Random(SEED)
    variants = [second_front_matter(rng) for _ in range(COUNT)]
    ignored = [content for content in variants if not errors(content)]
    assert not ignored, f"{len(ignored)} of {COUNT}, such as\n" + "\n=====\n".join(
        content[:400] for content in ignored[:5]
    )


@pytest.mark.slow
def test_a_kind_that_mkdocs_reads_is_a_record_or_an_error() -> None:
    rng = random.Random(SEED)
    variants = [host_header(rng) for _ in range(4 * COUNT)]
    ignored, taken = [], 0
    for content in variants:
        shown, data = get_data(content)
        kind = data.get("kind")
        known = lookup_kind(kind)[0] if isinstance(kind, str) else None
        taken += known is not None
        if errors(content):
            continue
        if known is None:
            ignored += [content] * any(lookup_kind(one[1])[0] for one in PLAIN.finditer(shown))
            continue
        if [record.kind for record in read_text(content).records] != [known.kind]:
            ignored.append(content)
    assert taken > COUNT
    assert not ignored, f"{len(ignored)} of {taken}, such as\n" + "\n=====\n".join(ignored[:5])


FOREIGN = (
    "Component tutorial local Deployment Service ConfigMap ClusterRole Template how-to reference explanation concept "
    "page guide rule article recipe product feature policy event API Domain Resource blog release faq model dataset "
    "notebook widget remote chart Ingress CronJob Location System Group User draft landing story epic pattern"
).split()
PAGE_KEYS = (
    "title: A page", "description: What it is", "tags: [a, b]", "status: new", "weight: 3", "icon: material/cog",
    "layout: default", "author: Jane", "lifecycle: production", "type: service", "draft: false", "hide: [toc]",
    "slug: a-page", "system: shop", "level: beginner", "template: page.html", "lang: en", "audience: developers",
    "people: [jane, sam]", "agents: 3", "teams:\n  - name: Red\n    color: red", "image: a.png", "version: 1.2",
)  # fmt: skip
MANIFESTS = (
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 3",
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules:\n- apiGroups: ['']",
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\nspec:\n  owner: team-a",
    "kind: Kustomization\nresources:\n- a.yaml",
    "kind: ConfigMap\ndata:\n  a: b",
)
EXAMPLES = (
    "```yaml\n---\nkind: agent\nowner: jane\n---\n```",
    "~~~\nkind: outcome\nowner: jane\n~~~",
    "    ---\n    kind: agent\n    owner: jane\n    ---",
    "<!--\n---\nkind: agent\nowner: jane\n---\n-->",
    "<pre>\n---\nkind: agent\nowner: jane\n---\n</pre>",
    "!!! note\n\n    ```yaml\n    kind: agent\n    owner: jane\n    ```",
    "1. Write it:\n\n    ```yaml\n    ---\n    kind: agent\n    ---\n    ```",
    "Text <!-- a\nkind: agent\nowner: jane\n--> goes on.",
    "Write `kind: agent` into it.",
    "The kind: agent, outcome or person.",
    "kind: agent is how it begins.",
    "[[ -f x ]] and [[1]]",
    "**None:** nothing\n\n**mTLS** is on.",
    "| kind | owner |\n|---|---|\n| agent | jane |",
)


def ordinary_page(rng: random.Random) -> str:
    """A page of another tool, or with examples, manifests between rules and words that look like ours."""
    parts = [f"---\n{rng.choice(MANIFESTS)}\n---", *(rng.choice(EXAMPLES) for _ in range(2)), "Text.", "---"]
    body = "\n\nText.\n\n".join(["# A page", *rng.sample(parts, len(parts))])
    keys = rng.sample(PAGE_KEYS, rng.randrange(6))
    declared = rng.choice(
        [f"kind: {rng.choice(FOREIGN)}", f"kind: [{rng.choice(FOREIGN)}]", f"Kind: {rng.choice(FOREIGN)}"]
    )
    lines = rng.sample([*keys, declared], len(keys) + 1)
    return "\n".join(["---", *lines, "---", "", body]) + "\n" if rng.random() < 0.8 else f"{body}\n"


@pytest.mark.slow
def test_a_page_of_another_tool_is_no_error() -> None:
    rng = random.Random(SEED)
    reported = [
        (content, found) for content in (ordinary_page(rng) for _ in range(COUNT)) if (found := errors(content))
    ]
    assert not reported, f"{len(reported)} of {COUNT}, such as\n" + "\n=====\n".join(f"{a}{b}" for a, b in reported[:5])
