"""Ids of a log in any script: readable, the same in any order, apart for different titles; former ones lead on."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date

import pytest

from docgraph.app import CheckResult, Project, check
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.text.slug import is_id, slugify

SEED = 1302
LOGS = 70
WORDS = {
    "Japanese": "データベース 選択 決定 導入 廃止 予算 品質 監視 公式 攻勢 採用 延期 サーバー を の する".split(),
    "Russian": "выбор базы данных отказ от очереди перенос на сервер бюджет щит съезд".split(),
    "Arabic": "اختيار قاعدة البيانات تأجيل القرار الخادم جودة ميزانية".split(),
    "Chinese": "数据库 选择 服务器 预算 质量 推迟 采用 监控 决定".split(),
    "Korean": "데이터베이스 선택 서버 예산 품질 연기 채택".split(),
    "Greek": "επιλογή βάσης δεδομένων αναβολή ποιότητα".split(),
    "Hindi": "डेटाबेस चुनाव सर्वर बजट की कि".split(),
    "Polish": "Łódź żółć wybór bazy źródło".split(),
    "Latin": "Straße Größe œuvre Übernahme naïve Ørsted İstanbul Đà".split(),
    "English": "use the queue move to cron stop it 2 v1.2 con".split(),
}
BETWEEN = (" ", " ", " – ", ": ", "-", " / ")
OLD_FALLBACK = "decision"


def titles(dice: random.Random) -> list[str]:
    """The titles of one log, no two of the same words."""
    script = dice.choice(sorted(WORDS))
    found: dict[str, str] = {}
    for _ in range(dice.randint(3, 8)):
        words = dice.sample(WORDS[script], dice.randint(1, 4))
        if dice.random() < 0.2:
            words.append(dice.choice(WORDS["English"]))
        title = dice.choice(BETWEEN).join(words)
        found.setdefault(" ".join(re.split(r"[\s–:/-]+", title)).casefold(), title)
    return list(found.values())


def log(names: list[str]) -> CheckResult:
    body = "".join(f"## Decision: {name}\n\n**Owner**: jane.doe\n\n**Date**: 2026-01-02\n\n" for name in names)
    sources = (
        SourceFile("log.md", f"---\nkind: decisions\n---\n\n{body}".encode()),
        SourceFile("people/jane.doe.md", b"---\nkind: person\n---\n"),
    )
    return check(Project(sources, Settings(), date(2026, 11, 21)))


def ids(result: CheckResult) -> dict[str, str]:
    return {
        unicodedata.normalize("NFC", record.title): record.id
        for record in result.graph.records
        if record.kind == "decision"
    }


def former(names: list[str]) -> list[str]:
    """The ids of version 0.1."""
    made: list[str] = []
    used: dict[str, int] = {}
    for name in names:
        ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = slug = ("-".join(re.findall(r"[a-z0-9]+", ascii_only)) or OLD_FALLBACK)[:100].rstrip("-")
        number = used.get(base, 1)
        while slug in used:
            number += 1
            slug = base[: 100 - len(f"-{number}")].rstrip("-") + f"-{number}"
        used[base] = number
        used.setdefault(slug, 1)
        made.append(slug)
    return made


def faults(dice: random.Random, names: list[str]) -> list[str]:
    result = log(names)
    made, found = ids(result), []
    if wrong := [finding for finding in result.findings if finding.code in ("DOC005", "DOC010")]:
        found.append(f"false {wrong[0].code}: {wrong[0].message}")
    if len(made) != len(names):
        found.append(f"{len(names) - len(made)} lost")
    if any(not is_id(one) or one == OLD_FALLBACK for one in made.values()):
        found.append("no id, or one without a word")
    other = list(names)
    dice.shuffle(other)
    if ids(log(other)) != made:
        found.append("an id depends on the order")
    if ids(log([unicodedata.normalize("NFD", name) for name in names])) != made:
        found.append("an id depends on the normal form")
    if any(not id.startswith(slugify(name.replace(".", " "))) for name, id in made.items()):
        found.append("another slug than elsewhere")
    for name, old in zip(names, former(names), strict=True):
        record = result.graph.get(old, "decision")
        if old not in made.values() and (record is None or record.id != made.get(name)):
            found.append(f"the former id `{old}` is lost")
    return found


@pytest.mark.slow
def test_ids_of_a_log_are_readable_and_stay() -> None:
    dice = random.Random(SEED)
    red, number = [], 0
    for _ in range(LOGS):
        names = titles(dice)
        number += len(names)
        if found := faults(dice, names):
            red.append((names, found))
    assert number >= 200
    assert not red, f"{len(red)} of {LOGS} logs with {number} titles: {red[:3]}"


def test_two_logs_with_the_same_former_ids_are_no_duplicates() -> None:
    sources = tuple(
        SourceFile(f"{stem}.md", f"---\nkind: decisions\n---\n\n## Decision: {name}\n\n**Owner**: jane\n".encode())
        for stem, name in (("a", "決定"), ("b", "採用"))
    )
    result = check(
        Project((*sources, SourceFile("jane.md", b"---\nkind: person\n---\n")), Settings(), date(2026, 11, 21))
    )
    assert sorted(ids(result).values()) == ["cai-yong", "jue-ding"]
    assert [finding.code for finding in result.findings if finding.code == "DOC005"] == []
    assert result.graph.get(OLD_FALLBACK, "decision") is None


@pytest.mark.slow
def test_the_same_title_again_is_a_duplicate_in_any_script() -> None:
    dice = random.Random(SEED)
    for _ in range(LOGS):
        names = titles(dice)
        again = unicodedata.normalize("NFD", dice.choice(names)) + dice.choice(("", "!", " ."))
        codes = [finding.code for finding in log([*names, again]).findings]
        assert codes.count("DOC005") == 1, (names, again)
