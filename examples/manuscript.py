"""Reads the manuscript of the sample paper.

`articles/pNN.md` holds one page each: a head of `key: value` lines, then articles that begin with `# headline`, their
own `key: value` lines and, after an empty line, one paragraph a line. In a headline `|` breaks the line between two
phrases, `~` within one; a headline `-` means that none is printed.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Article:
    """One article as its editor wrote it."""

    id: str
    title: str
    keys: defaultdict[str, str]
    captions: list[tuple[str, str, str]]
    paragraphs: list[str]
    options: dict[str, str] = field(default_factory=dict)

    @property
    def headline(self) -> str:
        """The headline on one line."""
        return self.title.replace("|", " ").replace("~", "")

    @property
    def byline(self) -> list[tuple[str, str]]:
        """The signatures as (role, name)."""
        pairs = [part.split() for part in self.keys["byline"].split(";") if part.strip()]
        return [(pair[0], " ".join(pair[1:])) for pair in pairs]

    @property
    def body(self) -> str:
        """The clean text."""
        return "\n".join(self.paragraphs)


@dataclass
class Page:
    """One page of the paper."""

    id: str
    keys: defaultdict[str, str]
    articles: list[Article]

    def lines(self, key: str) -> list[str]:
        """Return a value of several parts."""
        return [part.strip() for part in self.keys[key].split(" | ") if part.strip()]


def read_page(path: Path) -> Page:
    """Read one `articles/pNN.md`."""
    head, *parts = re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))
    page = Page(path.stem, defaultdict(str, pairs(head)), [])
    for number, part in enumerate(parts, 1):
        top, _, text = part.partition("\n\n")
        title, _, lines = top.partition("\n")
        keys = pairs(lines)
        options = {
            name: value or "yes"
            for name, _, value in (option.partition("=") for option in dict(keys).get("set", "").split())
        }
        captions = [[part.strip() for part in value.split("|")] for key, value in keys if key == "caption"]
        page.articles.append(
            Article(
                f"{page.id}-{number:02d}",
                "" if title.strip() == "-" else title.strip(),
                defaultdict(str, keys),
                [(words, credit, place) for words, credit, place in captions],
                [line.strip() for line in text.splitlines() if line.strip()],
                options,
            )
        )
    return page


def pairs(text: str) -> list[tuple[str, str]]:
    """Split `key: value` lines."""
    split = [line.partition(":") for line in text.splitlines() if line.strip()]
    return [(key.strip(), value.strip()) for key, _, value in split]


def squeeze(text: str) -> str:
    """Drop all white space."""
    return re.sub(r"\s+", "", text)
