"""Markdown to plain paragraphs: one article where it has one title, else a page for the cutter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage, record
from index.formats.webpage import see
from index.pages import read_page
from index.records import Statement

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n---[ \t]*\n", re.S)
_FIELD = re.compile(
    r"^(title|kicker|subheadline|subtitle|date|author|newspaper|url|id|edition)"
    r"[ \t]*:[ \t]*[\"']?(.{1,300}?)[\"']?[ \t]*$",
    re.M | re.I,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]\n]{1,100}\]:.*$", re.M)
_HEAD = re.compile(r"^\s{0,3}(#{1,6})\s+(.{1,200}?)\s*#*$")
_UNDERLINE = re.compile(r"^(=+|-+)\s*$")
_MARKS = re.compile(r"(?<![0-9A-Za-z])(\*\*\*|\*\*|__|~~|\*|`+)(?=\S)([^*_`~\n]{1,2000}?)(?<=\S)\1(?![0-9A-Za-z])")
_LEAD = re.compile(r"^\s{0,3}(?:>\s?|[-*+]\s+)")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,1000}>")
_LINE_MOST = 20_000
"""Characters of a line that is searched for marks; a paragraph has a few hundred."""


def _plain(line: str) -> str:
    if len(line) > _LINE_MOST:
        return line
    line = _LINK.sub(r"\1", _IMAGE.sub("", _LEAD.sub("", line)))
    return _MARKS.sub(r"\2", line).strip()


def read(data: bytes, source: str) -> Iterator[Find]:
    """The article or the page that the Markdown holds. Raises FileRefused."""
    text = read_page(data, source=source, stated=Statement()).text.replace("\r\n", "\n").lstrip("\ufeff")
    front = _FRONT.match(text)
    fields = {name.lower(): value for name, value in _FIELD.findall(front.group(1))} if front else {}
    text = _REFERENCE.sub("", text[front.end() :] if front else text)
    text, comments = _COMMENT.subn("", text)
    hidden = comments
    if _TAG.search(text):  # HTML within it is read as a browser would, line by line
        blocks, more, _ = see(f"<pre>{text}</pre>".replace("\n", "<br>"), source)
        text, hidden = "\n".join(block.text for block in blocks), hidden + more
    heads: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        head = _HEAD.match(line[:300])
        if head and (len(head.group(1)) <= 2 or not heads):
            heads.append(_plain(head.group(2)))
            lines.append(heads[-1])
        elif _UNDERLINE.match(line[:200]) and lines and lines[-1] and line.startswith("="):
            heads.append(lines[-1])
        elif not _UNDERLINE.match(line[:200]):
            lines.append(_plain(head.group(2) if head else line))
    title = fields.pop("title", "") or (heads[0] if len(heads) == 1 else "")
    body = "\n".join(lines).strip()
    if len(heads) == 1 and body.startswith(heads[0]):
        body = body[len(heads[0]) :].strip()
    if title and len(heads) <= 1 and body:
        yield record(source, 1, hidden, headline=title, text=body, **fields)
    elif body:
        yield FoundPage(source, 1, "\n".join(lines), hidden)
    else:
        raise FileRefused(f"{source}: no text but marks and comments; remove it or fill it", reason="empty")
