"""Refusals that explain themselves: what is missing, and what the archive does hold, in the asker's language."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Days
from index.store import Holdings
from rag.answers import AskedDate, Refusal, Result
from rag.english.wording import write_days
from rag.questions.asked import Need
from rag.questions.asked_dates import OPEN


def write_span(held: Holdings, lang: str) -> str:
    """What the archive covers, in words."""
    if not held.months:
        return f"{held.articles} 篇报道" if lang == "zh" else f"{held.articles} articles"
    first, last = (_month(month, lang) for month in (held.months[0][0], held.months[-1][0]))
    if lang == "zh":
        return f"{first}至{last}的 {held.articles} 篇报道" if first != last else f"{first}的 {held.articles} 篇报道"
    return (
        f"{held.articles} articles from {first} to {last}" if first != last else f"{held.articles} articles of {first}"
    )


def _month(iso: str, lang: str) -> str:
    return write_days(Days.covering(iso), lang)


def refuse_empty(lang: str) -> Refusal:
    """The archive holds nothing yet."""
    if lang == "zh":
        return Refusal("empty_archive", "档案里还没有报道。请先在“管理”里上传报纸版面，或用 wenbao build 加入。")
    said = "The archive holds no articles yet. Add newspaper pages first: in the editor's rooms, or with wenbao build."
    return Refusal("empty_archive", said)


TURNED_AWAY = {
    "off_topic": ("这不是报纸档案能回答的问题。", "This is nothing that a newspaper archive can answer."),
    "blocked": (
        "这是对系统的指令，不是问题，没有执行。",
        "This is an order to the system, not a question; it was not followed.",
    ),
    "private": (
        "个人的证件号码、账号和住址，这里一律不提供。",
        "Nobody's identity or account numbers and nobody's home address are given out here.",
    ),
}


def refuse_topic(why: str, held: Holdings, lang: str) -> Refusal:
    """The question is not looked up: `why` is what `rag.questions.topics.turn_away` says of it."""
    kind = "off_topic" if why == "off_topic" else "blocked"
    said, span = TURNED_AWAY[why][lang != "zh"], write_span(held, lang)
    if lang == "zh":
        return Refusal(kind, f"{said}这里只回答报纸报道过的事，档案现有{span}。")
    return Refusal(kind, f"{said} Ask about what the paper reported: the archive holds {span}.")


def refuse_dates(
    kind: str, asked: Sequence[AskedDate], held: Holdings, nearest: Sequence[Result], lang: str
) -> Refusal:
    """Nothing was found for the days asked: outside the archive, in a gap of it, or simply not reported."""
    # a date without a year is said as it was asked: it stands for every year
    words = list(dict.fromkeys(d.text if d.basis in OPEN else write_days(d.days, lang) for d in asked))
    span = write_span(held, lang)
    printed = count_printed(asked, held)
    if lang == "zh":
        days = "、".join(words[:4])
        if kind == "outside_coverage":
            text = f"没有找到：问的是{days}，而档案只有{span}。"
        elif kind == "coverage_gap":
            text = f"没有找到：档案里没有{days}前后的报纸。档案现有{span}。"
        else:
            text = f"没有找到{days}的有关报道。" + (f"档案里那几个月的报纸有{printed}篇报道。" if printed else "")
        return Refusal(kind, text + ("下面是最接近的报道，日期不同。" if nearest else ""), tuple(nearest))
    days = ", ".join(words[:4])
    if kind == "outside_coverage":
        text = f"Not found: you asked about {days}, but the archive holds {span}."
    elif kind == "coverage_gap":
        text = f"Not found: the archive has no pages from around {days}. It holds {span}."
    else:
        holds = "" if any(d.basis in OPEN for d in asked) else f" It holds {span}."
        text = f"The archive reports nothing on this for {days}.{holds}"
    return Refusal(kind, text + (" The nearest reports, of other days, are below." if nearest else ""), tuple(nearest))


def count_printed(asked: Sequence[AskedDate], held: Holdings) -> int:
    """The articles printed in the months of the days asked."""
    return sum(
        count
        for month, count in held.months
        if any(f"{one.days.first:%Y-%m}" <= month <= f"{one.days.last:%Y-%m}" for one in asked)
    )


def refuse_unreported(held: Holdings, nearest: Sequence[Result], lang: str) -> Refusal:
    """The archive says nothing on it."""
    span = write_span(held, lang)
    if lang == "zh":
        text = f"没有找到有关报道。档案现有{span}，没有查到哪一篇说到这件事。"
        return Refusal("not_reported", text + ("下面是最接近的报道。" if nearest else ""), tuple(nearest))
    text = f"Nothing on this was found. The archive holds {span}, and no report of it was found there."
    return Refusal("not_reported", text + (" The nearest reports are below." if nearest else ""), tuple(nearest))


MEASURES_EN = {
    "money": "amount of money",
    "volume": "amount",
    "area": "area",
    "length": "length",
    "mass": "weight",
    "time": "time",
    "share": "percentage",
    "phone": "telephone number",
}
"""What a figure is called that was asked for and is not given, by what it measures."""


def refuse_figure(need: Need, headline: str, nearest: Sequence[Result], lang: str) -> Refusal:
    """It was reported, but not what was asked."""
    what_zh = {"number": "数字", "date": "日期", "person": "人名"}.get(need.kind, "内容")
    what_en = {"number": "figure", "date": "date", "person": "name", "list": "names"}.get(need.kind, "detail")
    what_en = MEASURES_EN.get(need.measure, what_en) if need.kind == "number" else what_en
    if lang == "zh":
        title = f"《{headline}》" if headline else "最接近的报道"
        return Refusal("figure_absent", f"{title}说到了这件事，但没有写出所问的{what_zh}。", tuple(nearest))
    title = f"“{headline}”" if headline else "The nearest article"
    return Refusal("figure_absent", f"{title} reports it, but does not give the {what_en} asked for.", tuple(nearest))
