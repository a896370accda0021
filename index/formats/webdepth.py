"""How much work the tags of a web page make for a parser, told from its text in one pass, before anything parses it.

A parser by the HTML standard looks up its stack of open elements at most tags (13.2.6.4.7, `has an element in scope`),
rebuilds unclosed formatting in every block (13.2.4.3) and compares the attributes of a tag with one another: each takes
the square of a page made for it, so that 40,000 elements within one another cost 10 s and 200,000 two minutes. What is
told here bounds it for what nests as the standard says; what a rarer tangle costs beyond it ends at the CPU limit of
index/formats/apart.py.
"""

from __future__ import annotations

import re

STEPS_MOST = 100_000_000
"""Steps up the stack that a page may make: 0.5 s. Row C5's 5,000 levels make 12 million, 14,000 levels the whole;
browsers (Chromium) lay nothing deeper than 512, and a page of 100,000 tags 40 deep makes 4 million."""
_REBUILT = 10
"""Steps that an element costs which is built again."""
_TAGS_FEW = 3_000
"""`<` up to which no page can reach that: each tag passes at most all those before it, as element and as formatting."""
_CHARACTERS_FEW = 28_000
"""Characters up to which no tag has as many attributes."""
_VALUE = r"\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+|(?=>))"
_NAME = r"[^\s/>][^\s/>=]*+"
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+|</(?=[^a-zA-Z])[^>]*+"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[\s/]++|{_NAME}(?:{_VALUE})?+)*+)(?:>|\Z)",
    re.S,
)
_ATTRIBUTE = re.compile(rf"{_NAME}(?:{_VALUE})?+", re.S)
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
"""Elements whose content is no markup (13.2.5.1), except in svg and math."""
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_FORMATTING = frozenset(re.split(" ", "a b big code em font i nobr s small strike strong tt u"))
_TABLE = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"))
_CELLS = {
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("tr",),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("tbody", "thead", "tfoot")),
}
_ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",), **_CELLS}
"""Elements that end an element before them which has no end tag of its own."""
_MARKERS = frozenset(("applet", "caption", "html", "table", "td", "th", "marquee", "object", "template"))
"""No end tag of a block reaches beyond these (13.2.4.2)."""
_FOREIGN = ("svg", "math")
_BLOCKS = frozenset(
    re.split(
        " ", "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
    )
    + re.split(" ", "footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section summary ul table button")
)
_CLOSING_P = _BLOCKS - {"body", "button"}
_WALLS = _BLOCKS | _MARKERS | _TABLE
"""Special elements: no end tag of any other element reaches beyond these."""


class _Stack:
    """The open elements, and for each name where it stands, so that closing costs no more than opening did."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.unclosed = 0
        """Formatting that no end tag of its own has closed."""
        self._loose: dict[str, int] = {}
        """The same by name."""
        self._at: dict[str, list[int]] = {}
        self._markers, self._walls, self._breaks = [-1], [-1], [-1]

    def _kinds(self, name: str) -> list[list[int]]:
        kinds = [self._at.setdefault(name, [])]
        kinds += [self._markers] if name in _MARKERS else []
        kinds += [self._walls] if name in _WALLS else []
        return kinds + ([self._breaks] if name in _WALLS and name not in ("address", "div", "p") else [])

    def push(self, name: str) -> None:
        if name in _FORMATTING:
            self._loose[name] = self._loose.get(name, 0) + 1
            self.unclosed += 1
        for kind in self._kinds(name):
            kind.append(len(self.names))
        self.names.append(name)

    def last(self, name: str) -> int:
        """Where the innermost element of the name stands, -1 for none."""
        at = self._at.get(name)
        return at[-1] if at else -1

    def cut(self, at: int) -> None:
        """Close the element at `at` and all within it."""
        while len(self.names) > at:
            for kind in self._kinds(self.names.pop()):
                kind.pop()

    def is_foreign(self) -> bool:
        """Are we in a drawing or a formula, where nothing is closed without an end tag?"""
        return any(self.last(name) >= 0 for name in _FOREIGN)

    def close(self, name: str) -> None:
        """What an end tag does."""
        if self._loose.get(name):
            self._loose[name] -= 1
            self.unclosed -= 1
        at = self.last(name)
        if name in ("table", "template"):
            barrier = 0
        elif name in _TABLE:
            barrier = self.last("table")
        else:
            barrier = (self._markers if name in _WALLS else self._walls)[-1]
        if name == "li":
            barrier = max(barrier, self.last("ul"), self.last("ol"))
        if at >= max(barrier, 0):
            self.cut(at)

    def make_room(self, name: str) -> None:
        """Close what the start tag of `name` closes."""
        if self.is_foreign():
            return
        if name in _CLOSING_P and (at := self.last("p")) > max(self._markers[-1], self.last("button")):
            self.cut(at)
        if name == "button" and (at := self.last(name)) > self._markers[-1]:
            self.cut(at)
        before = max((self.last(each) for each in _ITEMS.get(name, ())), default=-1)
        if before > self.last("table") and (name in _CELLS or before >= self._breaks[-1]):
            self.cut(before)


def count_steps(text: str) -> tuple[int, int]:
    """Steps that a parser makes for the page, and its deepest level; counting ends where STEPS_MOST is passed."""
    if text.count("<") <= _TAGS_FEW and len(text) <= _CHARACTERS_FEW:
        return 0, 0
    stack, steps, deepest, at = _Stack(), 0, 0, 0
    while steps <= STEPS_MOST and (tag := _TAG.search(text, at)) is not None:
        at = tag.end()
        name = (tag["name"] or "").lower()
        if not name or name == "form":  # one form is open at a time, and its end closes nothing else
            continue
        steps += len(stack.names) + _REBUILT * stack.unclosed
        if tag["end"]:
            stack.close(name)
            continue
        if len(tag["rest"]) > 1000:
            steps += len(_ATTRIBUTE.findall(tag["rest"])) ** 2 // 2
        if name in _VOID or (stack.is_foreign() and tag["rest"].endswith("/")):
            continue
        if name in _TABLE and not stack.is_foreign() and max(stack.last("table"), stack.last("template")) < 0:
            continue  # outside a table it makes nothing
        stack.make_room(name)
        if name in _RAW and not stack.is_foreign():
            over = re.compile(rf"</{name}(?=[\s/>])", re.I).search(text, at)
            at = over.start() if over else len(text)
        stack.push(name)
        deepest = max(deepest, len(stack.names))
    return steps, deepest
