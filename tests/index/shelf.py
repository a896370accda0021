"""What tests of builds look up and change: keys of an index, words of a file."""

from __future__ import annotations

from tests.fakes import EMBEDDER, look

PAGE = "p01_2022-03-07_A2.txt"


def keys(place, embedder=EMBEDDER):
    return {article.key: article for article in look(place, embedder).articles()}


def by_headline(place):
    return {article.headline: article.key for article in look(place).articles() if article.headline}


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
