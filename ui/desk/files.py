"""What all exports of a check share: who gives it out, its date, its name, and text that nothing interprets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rag.answers import Citation
from ui.desk.documents import Paper
from ui.desk.words import word

PLATFORM = "https://www.piyao.org.cn"
"""The national platform against rumours: named as a link, never fetched."""
_BEIJING = ZoneInfo("Asia/Shanghai")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who gives a check out: the newspaper, and the operator's name or code for the AIGC metadata."""

    newspaper: str = ""
    producer: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand over."""

    name: str
    media_type: str
    data: bytes


def day(paper: Paper) -> str:
    """The day on which a check was made or signed, in the newspaper's country."""
    return paper.made.astimezone(_BEIJING).date().isoformat()


def plain(text: str) -> str:
    """Any text without signs that control a terminal, a document or the direction of reading."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def file_name(paper: Paper, ending: str) -> str:
    """A name of ASCII letters and figures alone, so that no header and no file system has anything to interpret."""
    state = "signed" if paper.signed else "draft"
    return f"check-{day(paper)}-{re.sub('[^0-9A-Za-z]', '', paper.id)[:8] or 'x'}-{state}.{ending}"


def head_lines(paper: Paper, lang: str) -> list[str]:
    """Status, verdict, who signed and when, and the archive's version: what no export leaves out."""
    status = word("signed" if paper.signed else "draft", lang)
    made = word("by", lang, name=plain(paper.signed_by), day=day(paper)) if paper.signed else ""
    made = made or word("checked_on", lang, day=day(paper))
    verdict = f"{word('overall', lang)}：{word(paper.verdict.verdict, lang)}"
    return [status, verdict, made, word("version", lang, n=paper.version)]


def source_line(citation: Citation, lang: str) -> str:
    """Where a quote stands: newspaper, date, headline."""
    parts = (citation.newspaper, citation.published or word("undated", lang), citation.headline)
    return plain(" · ".join(part for part in parts if part) or word("untitled", lang))
