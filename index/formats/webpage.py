"""A web page to what its reader sees: one article where it is an article page, else its text for the cutter.

selectolax (Lexbor) parses: it keeps text at any depth of nesting, where lxml silently drops it below 256; it knows no
external entities and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.encodings import Undecodable, decode
from index.errors import FileRefused
from index.formats.finds import Find, FoundPage
from index.formats.hiding import declarations, hidden_by_sheets, is_hiding, is_tiny, is_white
from index.formats.webdepth import STEPS_MOST, count_steps
from index.formats.webmarks import is_system, read_comment, role_of

_SILENT = frozenset(
    re.split(" ", "script style template noscript head title meta link object embed iframe svg math canvas audio video")
    + re.split(" ", "select option datalist textarea input button map area")
)
"""Elements whose text is not on the page as text: code, fallbacks, controls."""
_PLAIN = _SILENT - frozenset(("template", "noscript", "object", "svg", "math", "canvas", "textarea", "datalist"))
"""Of these, the ones that are no hiding place: leaving them out is not worth a count."""
_INLINE = frozenset(
    re.split(" ", "a abbr b bdi bdo big cite code dfn em font i ins kbd mark q rp rt ruby s samp small span strong sub")
    + re.split(" ", "sup time u var wbr founder-content label")
)
_NODES_FREE = 200_000
"""Nodes that a page may have beyond one element and two texts a tag: unclosed `<b>` are built again in each block."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.I)
_HAN_RUN = re.compile("[\u4e00-\u9fff，。]{10}")
"""What makes a comment worth a count: publishing systems leave marks such as `enpcontent` in every page."""
_LETTER = re.compile("[\u3400-\u9fff\uf900-\ufaff]|[A-Za-z]{2}")
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Block:
    """A visible stretch of text on lines of its own. `places` are the elements around it, innermost last."""

    text: str
    tag: str
    places: tuple[int, ...]
    linked: int = 0
    """Characters of it that are links."""
    role: str = ""
    """What the page's own marks call it: `kicker`, `headline` and so on."""


@dataclass(slots=True)
class _Place:
    """What holds within an element while we walk through it."""

    node: LexborNode
    tag: str
    linked: bool
    tiny: bool
    white: bool
    painted: bool
    role: str


def decode_page(data: bytes, source: str) -> str:
    """The page's text. UTF-8 wins over a wrong `<meta charset>`; the label decides where the bytes leave it open.

    Raises FileRefused with reason `encoding`.
    """
    try:
        return decode(data)
    except Undecodable as error:
        label = _CHARSET.search(data[:4096])
        name = label.group(1).decode("ascii").lower() if label else "utf-8"
        name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            what = f"{source}: {error}; save the page as UTF-8 and try again"
            raise FileRefused(what, reason="encoding") from error


class _Walk:
    """One pass over the tree, without recursion: pages nest thousands deep on purpose."""

    def __init__(self, tree: LexborHTMLParser, most: int) -> None:
        self._left = most
        """Nodes that may still come."""
        self.blocks: list[Block] = []
        self.hidden = 0
        self._covered = hidden_by_sheets(tree)
        self._parts: list[str] = []
        self._linked = 0
        self._tag = "body"
        self._role = ""
        """What a comment before it calls the text at hand."""
        self._roles: set[str] = set()
        self._stack: list[_Place] = []
        self._around: list[int] = []

    def _flush(self) -> None:
        for line in "".join(self._parts).split("\n"):
            text = _SPACES.sub(" ", line).strip(" \u00a0\u3000\u2003\u2002")
            if text:
                role = next(iter(self._roles)) if len(self._roles) == 1 else ""
                self.blocks.append(Block(text, self._tag, tuple(self._around[-6:]), min(self._linked, len(text)), role))
        self._parts, self._linked, self._roles = [], 0, set()

    def _skip(self, node: LexborNode) -> None:
        text = (node.html or "") if node.tag == "template" else node.text()  # a template's parts are not its children
        if node.tag not in _PLAIN and _LETTER.search(text):
            self.hidden += 1

    def _enter(self, node: LexborNode) -> _Place | None:
        """The element's place, or None where nothing within it is seen."""
        tag = node.tag or ""
        attributes = node.attributes
        style = declarations(attributes.get("style") or "")
        closed = tag == "dialog" and "open" not in attributes
        if tag in _SILENT or "hidden" in attributes or closed or node.mem_id in self._covered or is_hiding(style):
            self._skip(node)
            return None
        above = self._stack[-1] if self._stack else _Place(node, "", False, False, False, False, "")
        paint = style.get("background-color") or style.get("background") or (attributes.get("bgcolor") or "").lower()
        colour = style.get("color") or ((attributes.get("color") or "").lower() if tag == "font" else "")
        size = style.get("font-size", "")
        return _Place(
            node,
            tag,
            linked=above.linked or tag == "a",
            tiny=is_tiny(size) if size else above.tiny,
            white=is_white(colour) if colour else above.white,
            painted=(not is_white(paint) and "initial" not in paint) if paint else above.painted,
            role=role_of(tag, f"{attributes.get('class') or ''} {attributes.get('id') or ''}") or above.role,
        )

    def _remark(self, comment: str) -> None:
        """A comment names the text that follows, or may hide text."""
        if (named := read_comment(comment)) is not None:
            self._flush()
            self._role = named[0] if named[1] else ""
        elif not is_system(comment):
            self.hidden += bool(_HAN_RUN.search(comment))

    def _take(self, node: LexborNode) -> None:
        text = node.text_content or ""
        place = self._stack[-1]
        if place.tiny or (place.white and not place.painted):
            self.hidden += bool(text.strip())
            return
        self._parts.append(_SPACES.sub(" ", text))
        if text.strip():
            self._roles.add(self._role or place.role)
        if place.linked:
            self._linked += len(text.strip())

    def run(self, root: LexborNode) -> None:
        """Walk through `root` and everything below it. Raises ValueError where there are too many nodes."""
        todo: list[LexborNode | None] = [root]
        while todo:
            self._left -= 1
            if self._left < 0:
                raise ValueError("unclosed formatting is built again in every part of it")
            node = todo.pop()
            if node is None:  # stands for the end of an element
                self._leave()
            elif node.is_text_node:
                self._take(node)
            elif node.is_comment_node:
                self._remark(node.comment_content or "")
            elif node.tag == "br":
                self._parts.append("\n")
            elif node.is_element_node and (place := self._enter(node)):
                self._begin(place)
                todo.append(None)
                todo.extend(reversed(_children(node)))
        self._flush()

    def _begin(self, place: _Place) -> None:
        if place.tag not in _INLINE:
            self._flush()
            self._tag = place.tag
            self._around.append(place.node.mem_id)
        self._stack.append(place)

    def _leave(self) -> None:
        place = self._stack.pop()
        if place.tag not in _INLINE:
            self._flush()
            self._around.pop()
            self._tag = self._stack[-1].tag if self._stack else "body"
        if place.tag in ("td", "th"):
            self._parts.append("\n")


def _children(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def see(text: str, source: str) -> tuple[list[Block], int, LexborHTMLParser]:
    """The visible blocks of a page in order, the number of hidden parts with text, and the parsed page.

    Raises FileRefused with reason `too_deep` where a parser would take the square of the page's length (row C5).
    """
    steps, deepest = count_steps(text)
    if steps > STEPS_MOST:
        deep = f"its elements lie within one another, {deepest} deep and more"
        raise _tangled(source, deep if deepest >= 1000 else "its tags are left open or have too many attributes")
    tree = LexborHTMLParser(text)
    walk = _Walk(tree, _NODES_FREE + 4 * text.count("<"))  # with the end of an element
    if tree.body is not None:
        try:
            walk.run(tree.body)
        except ValueError as error:
            raise _tangled(source, str(error)) from error
    return walk.blocks, walk.hidden, tree


def _tangled(source: str, what: str) -> FileRefused:
    return FileRefused(f"{source}: {what}; save its text as .txt and try again", reason="too_deep")


def read(data: bytes, source: str) -> Iterator[Find]:
    """The article or the page that a web page shows. Raises FileRefused where it shows no text."""
    from index.formats.webarticle import find_articles

    text = decode_page(data, source)
    if text.startswith("%PDF") or "\0" in text[:1000]:
        raise FileRefused(f"{source}: no web page; give it its right name", reason="binary")
    blocks, hidden, tree = see(text, source)
    if not blocks:
        what = "every part of its text is hidden" if hidden else "no visible text"
        raise FileRefused(f"{source}: {what}; open it in a browser and look", reason="empty")
    articles = find_articles(blocks, tree, source, hidden, text)
    if articles:
        yield from articles
        return
    shown = [block.text for block in blocks if block.linked * 2 < len(block.text)]
    if not shown:
        raise FileRefused(f"{source}: a list of links without articles; give the article pages", reason="no_articles")
    yield FoundPage(source, 1, "\n".join(shown), hidden)
