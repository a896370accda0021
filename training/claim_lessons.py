"""Claims to learn from, out of questions with answers and translated news: borne out, changed, and not reported.

A question with its answer becomes a statement, which its passage bears out. With another answer of the same kind it is
gainsaid; asked of the passage without the sentence that answers, it is not reported. An English sentence of translated
news is borne out by its Chinese sentence; its neighbours are the rest of the article.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.chunks import split_sentences
from index.words import tag_words
from training.ranker import read_lines

QUESTIONS_FROM = ("cmrc2018_train", "drcd_dev")
NEWS_FROM = "parallel_wmt"
_CHINESE_NEWS = re.compile(r"^wmt\d\d-zh-en-\w+-\d+$")
SENTENCES = 8
"""Sentences of translated news that make an article."""
ANSWER_MOST = 10
"""Characters of an answer that can stand in a statement."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A claim, what the whole article makes of it, and the sentence (`gold`) that decides."""

    claim: str
    lang: str
    verdict: str
    key: str
    gold: str
    changed: str = ""
    """The part of a refuted claim that is not so."""
    reported: str = ""


_ASKED = re.compile(
    r"(?P<who>谁)|(?P<where>哪里|哪儿|何处|何地|什么地方)|(?P<when>什么时候|何时|哪一?[年天月日]|几几年|什么时间)"
    r"|(?P<many>多少|几(?=[个年人名次月天岁座部场条家位]))|(?P<which>哪一?[个些位种座家所支次条名部届国]?|什么|何种|何)"
)
_NO_STATEMENT = re.compile("为什么|为何|如何|怎|吗|哪些|几个方面|是否|什么样|什么意思|原因|分别|特点|作用|影响")


def state(question: str, answer: str) -> tuple[str, str] | None:
    """The statement that a question and its answer make, and the kind of what was asked; None where it is none."""
    if _NO_STATEMENT.search(question) or not 1 < len(answer) <= ANSWER_MOST or re.search("[，。；！？]", answer):
        return None
    asked = list(_ASKED.finditer(question))
    if len(asked) != 1:
        return None
    match = asked[0]
    kind = match.lastgroup or ""
    start, end = match.span()
    if kind == "which":
        for word, tag in tag_words(question[end:].rstrip("？?")):
            if not question.startswith(word, end) or tag[:1] not in "n":
                break
            end += len(word)
        kind += question[match.end() : end][-1:]
    elif kind == "many":
        tail = question[end : end + 1]
        end += len(tail) if tail and (answer.endswith(tail) or not answer[-1].isdigit()) else 0
    text = question[:start] + answer + question[end:].rstrip("？?")
    text = re.sub(r"(?:呢|啊)$", "", text)
    return (text + "。", kind) if len(text) >= len(answer) + 5 else None


_DIGIT = re.compile(r"\d")


def change(answer: str, kind: str, others: Sequence[str], lot: random.Random) -> str:
    """Another answer of the kind: a figure with one digit changed, else what another question of the kind had."""
    digits = list(_DIGIT.finditer(answer))
    if digits:
        found = lot.choice(digits)
        other = lot.choice([d for d in "123456789" if d != found.group()])
        return answer[: found.start()] + other + answer[found.end() :]
    alike = [one for one in others if one != answer and len(one) > 1 and not _DIGIT.search(one)]
    near = [one for one in alike if one[-1] == answer[-1]] or alike
    return lot.choice(near) if near else ""


def question_lessons(shared: Path, name: str, most: int) -> tuple[list[Lesson], dict[str, str]]:
    """Lessons of a set of questions, one question a passage; and its passages by key."""
    lot = random.Random(7)
    texts = {p["pid"]: f"{p['text']}" for p in read_lines(shared / f"data/{name}_passages.jsonl.gz")}
    asked = list(read_lines(shared / f"data/{name}_qa.jsonl.gz"))
    lot.shuffle(asked)
    made: dict[str, tuple[str, str, str, str]] = {}
    kinds: dict[str, list[str]] = {}
    for record in asked:
        answer = record["answers"][0]
        stated = state(record["question"], answer)
        if not stated:
            continue
        kinds.setdefault(stated[1], []).append(answer)
        body = texts[record["pid"]]
        at = record.get("start")
        at = body.find(answer) if at is None or not body.startswith(answer, at) else at
        gold = next((s.of(body) for s in split_sentences(body) if s.start <= at < s.end), "")
        if record["pid"] not in made and gold and answer in gold:
            made[record["pid"]] = (stated[0], stated[1], answer, gold)
    lessons: list[Lesson] = []
    for key, (claim, kind, answer, gold) in list(made.items())[:most]:
        lessons.append(Lesson(claim, "zh", "supported", key, gold))
        other = change(answer, kind, kinds[kind], lot)
        if other and other not in texts[key]:
            lessons.append(Lesson(claim.replace(answer, other, 1), "zh", "refuted", key, gold, other, answer))
    return lessons, texts


_NUMBER_EN = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?![\w,]|\.\d)")
_MONTHS = tuple(calendar.month_name)[1:]
_PLACES = ("Beijing", "Shanghai", "Wuhan", "Chengdu", "Tianjin", "Shenzhen", "Nanjing", "Japan", "Britain", "France")


def change_en(text: str, lot: random.Random) -> tuple[str, str]:
    """An English sentence with one figure, month or place changed; ("", "") where it has none."""
    numbers = [m for m in _NUMBER_EN.finditer(text) if not re.match("(?:19|20)\\d\\d$", m.group())]
    words = [m for m in re.finditer("[A-Z][a-z]+", text) if m.group() in (*_MONTHS, *_PLACES)]
    if not numbers and not words:
        return "", ""
    match = lot.choice([*numbers, *words])
    said = match.group()
    if said[0].isdigit():
        other = str(int(said[0]) % 9 + 1) + said[1:]
    else:
        pool = _MONTHS if said in _MONTHS else _PLACES
        other = lot.choice([one for one in pool if one != said])
    return text[: match.start()] + other + text[match.end() :], other


def news_lessons(shared: Path, most: int) -> tuple[list[Lesson], dict[str, str]]:
    """Lessons of translated news: one sentence in each article of a few sentences."""
    lot = random.Random(7)
    rows = [r for r in read_lines(shared / f"data/{NEWS_FROM}.jsonl.gz") if _CHINESE_NEWS.match(r["id"])]
    texts: dict[str, str] = {}
    lessons: list[Lesson] = []
    for start in range(0, len(rows) - SENTENCES, SENTENCES):
        group = rows[start : start + SENTENCES]
        fit = [r for r in group if 40 <= len(r["en"]) <= 160 and not re.search('["“?]', r["en"])]
        if not fit:
            continue
        key = group[0]["id"]
        texts[key] = "".join(r["zh"] if r["zh"][-1:] in "。！？”" else r["zh"] + "。" for r in group)
        row = lot.choice(fit)
        lessons.append(Lesson(row["en"], "en", "supported", key, row["zh"]))
        other, changed = change_en(row["en"], lot)
        if other:
            lessons.append(Lesson(other, "en", "refuted", key, row["zh"], changed))
        if len(texts) >= most:
            break
    return lessons, texts


def without(texts: dict[str, str], lessons: Sequence[Lesson]) -> Iterator[tuple[str, str]]:
    """(key, text) of the articles without the sentences that decide."""
    golds = {lesson.key: lesson.gold for lesson in lessons}
    for key, text in texts.items():
        yield key, text.replace(golds.get(key, "\0"), "", 1)


WRITTEN = Path(__file__).parent / "lessons" / "claims.txt"
"""Claims about made-up articles. `@ key day headline` begins an article; a claim is `+` (so), a kind of difference
(not so) or `?` (not reported), its words, and behind `||` how the sentence that decides begins."""
_CLAIM = re.compile(r"(?P<mark>\+|\?|- \w+) (?P<claim>[^|]+?)(?: \|\| (?P<opens>.+))?$")


def read_written(file: Path = WRITTEN) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The written articles as JSON Lines records, and the claims about them in the form of the evaluation set."""
    articles: list[dict[str, str]] = []
    claims: list[dict[str, str]] = []
    for line in file.read_text("utf-8").splitlines():
        match = _CLAIM.match(line)
        if line.startswith("@ "):
            _, key, day, headline = line.split(" ", 3)
            articles.append({"id": key, "date": day, "title": headline, "text": ""})
        elif match:
            body, opens = articles[-1]["text"], match["opens"]
            gold = [
                s.of(body)
                for s in split_sentences(body)
                if opens and s.of(body).lstrip("“").startswith(opens.lstrip("“"))
            ]
            if opens and not gold:
                raise ValueError(f"{file.name}: no sentence begins with {opens!r} in article {articles[-1]['id']}")
            verdict = {"+": "supported", "?": "not_enough_info"}.get(match["mark"], "refuted")
            claims.append(
                {
                    "id": f"w{articles[-1]['id']}-{len(claims)}",
                    "lang": "zh" if re.search("[\u4e00-\u9fff]", match["claim"]) else "en",
                    "claim": match["claim"],
                    "verdict": verdict,
                    "article_id": articles[-1]["id"],
                    "evidence": gold[0] if gold else "",
                    "evidence_in": "body",
                    "change": match["mark"][2:] if verdict == "refuted" else "",
                }
            )
        else:
            articles[-1]["text"] += line + "\n"
    return articles, claims
