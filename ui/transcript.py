"""A conversation as text that leaves the page: its labels and its sources go along (labelling measures of 2025)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from index.records import Article
from rag.answers import Reply
from ui.reference import write_reference
from ui.words import WORDS

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")

Articles = Mapping[str, Article]


def write_plain(reply: Reply, articles: Articles, today: date) -> str:
    """One answer for the clipboard: question, text, label, sources."""
    lines = [reply.question.asked, ""]
    if reply.answer is not None:
        if reply.answer.short:
            lines += [reply.answer.short, ""]
        lines += [reply.answer.text, "", f"〔{reply.answer.label}〕"]
    elif reply.refusal is not None:
        lines.append(reply.refusal.message)
    return "\n".join((*lines, *_sources(reply, articles, today)))


def write_markdown(replies: Sequence[Reply], articles: Articles, producer: str, made: datetime) -> str:
    """The whole conversation as Markdown, with the fields of GB 45438-2025 in its front matter.

    `Label` is 1 where a model wrote any of it, and empty where all is quoted.
    """
    lang = _lang(replies)
    written = any(reply.answer and reply.answer.ai_generated for reply in replies)
    label = _word("export_mixed" if written else "export_extract", lang)
    said = "\n".join(reply.answer.text for reply in replies if reply.answer)
    head = {
        "title": _word("export_title", lang),
        "date": made.isoformat(timespec="seconds"),
        "label": label,
        "AIGC": {
            "Label": "1" if written else "",
            "ContentProducer": producer,
            "ProduceID": replies[-1].id if replies else "",
            "ReservedCode1": sha256(said.encode()).hexdigest() if written else "",
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        },
    }
    front = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items())
    turns = "\n".join(_turn(reply, articles, made.date()) for reply in replies)
    return f"---\n{front}\n---\n\n# {head['title']}\n\n> {label}\n\n{turns}"


def _turn(reply: Reply, articles: Articles, today: date) -> str:
    lines = [f"## {_plain(reply.question.asked)}", ""]
    if reply.answer is not None:
        if reply.answer.short:
            lines += [f"**{_plain(reply.answer.short)}**", ""]
        lines += [_plain(reply.answer.text), "", f"〔{reply.answer.label}〕"]
    elif reply.refusal is not None:
        lines.append(_plain(reply.refusal.message))
    return "\n".join((*lines, *(_plain(line) for line in _sources(reply, articles, today)), ""))


def _sources(reply: Reply, articles: Articles, today: date) -> list[str]:
    if not reply.citations:
        return []
    return ["", *(f"[{c.n}] {write_reference(c, articles.get(c.key), today)}" for c in reply.citations)]


def _plain(text: str) -> str:
    """Text in Markdown that is not markup, one paragraph a line."""
    return "\n\n".join(_MARKUP.sub(r"\\\1", line) for line in text.splitlines() if line.strip())


def _lang(replies: Sequence[Reply]) -> str:
    return "en" if replies and all(reply.question.lang == "en" for reply in replies) else "zh"


def _word(key: str, lang: str) -> str:
    return WORDS[key][lang == "en"]
