"""A Word document (.docx) to its visible paragraphs, straight from the XML: no entities, no links followed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage, record

_PART_MOST = 64 * 2**20
"""Bytes of one XML part unpacked; a book of 500 pages has 10 MiB."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_TITLE = re.compile(r"(?i)title|标题|heading ?1|题目")
_TITLE_MOST = 60
"""Characters of the longest headline."""
_END = re.compile(r"[。！？；，：…]$")
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Paragraph:
    """A visible paragraph, the name of its style, and whether it stands in the middle of the line."""

    text: str
    style: str
    centred: bool


class _Document:
    """Handlers of the XML parser: it keeps no tree, so depth and size cost nothing."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.hidden = 0
        self._styles = styles
        self._parts: list[str] = []
        self._run: list[str] = []
        self._unseen = self._in_text = False
        self._skipping = 0
        self._style, self._centred = "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = _local(name)
        if self._skipping or tag in ("mc:Fallback", "del", "moveFrom", "instrText"):
            self._skipping += 1
            return
        value = next((attributes[key] for key in attributes if key.endswith(" val")), "")
        if tag == "r":
            self._run, self._unseen = [], False
        elif tag == "t":
            self._in_text = True
        elif tag in ("tab", "br", "cr"):
            self._run.append(" " if tag == "tab" else "\n")
        elif tag == "pStyle":
            self._style = self._styles.get(value, value)
        elif tag == "jc":
            self._centred = value == "center"
        else:
            self._look(tag, value)

    def _look(self, tag: str, value: str) -> None:
        """Does a property of the run put it out of sight?"""
        if tag in ("vanish", "webHidden", "specVanish"):
            self._unseen = self._unseen or value not in _OFF
        elif tag == "color" and value.upper() == "FFFFFF":
            self._unseen = True
        elif tag in ("shd", "highlight"):
            self._unseen = False  # white on a coloured ground is a headline's way
        elif tag == "sz" and value.isdigit() and int(value) <= 4:  # half points
            self._unseen = True

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            return
        tag = _local(name)
        if tag == "t":
            self._in_text = False
        elif tag == "r":
            text = "".join(self._run)
            if self._unseen:
                self.hidden += bool(text.strip())
            else:
                self._parts.append(text)
            self._run = []
        elif tag == "p":
            for line in "".join(self._parts).split("\n"):
                if text := line.strip(" \t\u3000\u00a0"):
                    self.paragraphs.append(Paragraph(text, self._style, self._centred))
            self._parts, self._style, self._centred = [], "", False

    def text(self, data: str) -> None:
        """Characters."""
        if self._in_text and not self._skipping:
            self._run.append(data)


def _local(name: str) -> str:
    for space in (_W, _STRICT):
        if name.startswith(space):
            return name[len(space) :]
    return "mc:Fallback" if name.endswith(" Fallback") else ""


def _refuse_declaration(*_: object) -> None:
    raise ValueError("declares entities, as no Word document does")


def _parse(xml: bytes, document: object) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.buffer_text = True
    for handler, method in (
        ("StartElementHandler", "start"),
        ("EndElementHandler", "end"),
        ("CharacterDataHandler", "text"),
    ):
        setattr(parser, handler, getattr(document, method))
    parser.Parse(xml, True)


class _Styles:
    """The names of the document's paragraph styles by their ids: Chinese Word calls 标题 1 simply `1`."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A style begins, or tells its name."""
        tag = _local(name)
        if tag == "style":
            self._id = next((attributes[key] for key in attributes if key.endswith(" styleId")), "")
        elif tag == "name" and self._id:
            self.names[self._id] = next((attributes[key] for key in attributes if key.endswith(" val")), "")

    def end(self, name: str) -> None:
        """Nothing follows from an end."""

    def text(self, data: str) -> None:
        """Styles have no text."""


def _part(archive: zipfile.ZipFile, name: str, source: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(_PART_MOST + 1)
    if len(data) > _PART_MOST:
        raise FileRefused(f"{source}: {name} unpacks to over {_PART_MOST} bytes; split it", reason="too_large")
    return data


def _title(paragraphs: list[Paragraph]) -> str:
    """The document's headline: its only title, standing first; or a short first line in the middle of the page."""
    first = paragraphs[0]
    titles = [p for p in paragraphs if _TITLE.search(p.style) and "sub" not in p.style.lower() and "副" not in p.style]
    if len(titles) > 1 or len(first.text) > _TITLE_MOST or len(paragraphs) < 2:
        return ""
    if titles:
        return first.text if titles[0] is first else ""
    return first.text if first.centred and not _END.search(first.text) and not paragraphs[1].centred else ""


def read(data: bytes, source: str) -> Iterator[Find]:
    """The article or the page that the document holds. Raises FileRefused."""
    if data.startswith(_OLE):
        what = "encrypted, or an old Word file; save it as .docx without a password"
        raise FileRefused(f"{source}: {what}", reason="encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            styles = _Styles()
            if "word/styles.xml" in archive.namelist():
                _parse(_part(archive, "word/styles.xml", source), styles)
            document = _Document(styles.names)
            _parse(_part(archive, "word/document.xml", source), document)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ValueError, RuntimeError, expat.ExpatError) as error:
        what = str(error).replace("\n", " ")[:120]
        raise FileRefused(f"{source}: damaged ({what}); open it in Word and save it anew", reason="damaged") from error
    if not document.paragraphs:
        raise FileRefused(f"{source}: no visible text in it; remove it or fill it", reason="empty")
    title = _title(document.paragraphs)
    texts = [paragraph.text for paragraph in document.paragraphs]
    if title:
        yield record(source, 1, document.hidden, headline=title, text="\n".join(texts[1:]))
    else:
        yield FoundPage(source, 1, "\n".join(texts), document.hidden)
