"""Pages in Traditional characters, or with radicals in the place of characters: read as simplified, kept as printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from index.clean import HAN
from index.origins import Origin, Tracer
from index.records import Article, Byline, Caption
from index.words import fold

_RADICAL = re.compile("[\u2e80-\u2fd5]")
"""CJK radicals, Kangxi and supplement: extracts of some PDFs print ⽂ and ⻢ for 文 and 马."""
_HAN = re.compile(f"[{HAN}]")
_TRADITIONAL = frozenset("們這來說時會國報訊記員對開後與過還學業東書動現長場區縣鎮鄉務實產發訂機關體應難種為個")
"""Characters that no simplified text has, nearly all of which a page in Traditional characters has."""
_LEAST = 6
"""Of these, so many different ones make a page Traditional; a headline in an artist's hand has two or three."""


def find_forms(text: str) -> Mapping[int, str]:
    """For each sign of a page that is to be read as another one, that other one; nothing on most pages."""
    signs = set(text)
    odd: set[str] = set()
    if _RADICAL.search(text):
        odd.update(filter(_RADICAL.match, signs))
    if len(signs & _TRADITIONAL) >= _LEAST:
        odd.update(filter(_HAN.match, signs))
    plain = {ord(sign): fold(sign) for sign in odd}
    return {sign: other for sign, other in plain.items() if other != chr(sign) and len(other) == 1}


class Reading:
    """A page's text as it is read, and the way back to what is printed. Both are equally long."""

    def __init__(self, page: str) -> None:
        self._page, self._forms = page, find_forms(page)
        self.text = page.translate(self._forms) if self._forms else page
        self.tracer = Tracer(self.text)

    def restore(self, article: Article) -> Article:
        """The article as the page prints it; its body's `origin` stays true."""
        if not self._forms:
            return article
        lines = Tracer(self.text)

        def find(text: str) -> str:
            at = self.text.find(text)
            return self._print(text, ((0, at, len(text)),) if at >= 0 else lines.trace(text))

        return replace(
            article,
            body=self._print(article.body, article.origin),
            headline=find(article.headline),
            kicker=find(article.kicker),
            subheadline=find(article.subheadline),
            byline=tuple(Byline(find(person.name), person.role) for person in article.byline),
            byline_text=find(article.byline_text),
            captions=tuple(Caption(find(caption.text), find(caption.credit)) for caption in article.captions),
        )

    def _print(self, text: str, runs: Origin) -> str:
        """The text with the signs that the page has at these runs (offset in it, offset in the page, length)."""
        signs = list(text)
        for at, source, length in runs:
            for step in range(length):
                printed = self._page[source + step]
                if self._forms.get(ord(printed)) == signs[at + step]:
                    signs[at + step] = printed
        return "".join(signs)
