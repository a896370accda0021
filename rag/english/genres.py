"""Kinds of works: the English word and what stands before their titles in a Chinese report (小品《…》)."""

from __future__ import annotations

import re
from collections.abc import Sequence

GENRES: tuple[tuple[str, str], ...] = (
    (r"sketch(?:es)?|skits?", "小品"),
    (r"cross-?talks?|comic dialogues?", "相声"),
    (r"(?:scenario|situational|scene) (?:plays?|dramas?)", "情景剧 情景"),
    (r"danc(?:es?|ing)", "舞蹈 舞"),
    (r"songs?", "歌曲 歌 唱 合唱 独唱"),
    (r"poems?|recit(?:als?|ations?)", "诗 朗诵 诵读"),
    (r"operas?", "剧 戏 戏曲 梆子"),
    (r"films?|movies?", "电影 影片 片"),
    (r"books?|novels?", "书 小说 书籍 著作"),
    (r"plays?|dramas?", "话剧 剧 情景剧 戏"),
    (r"works?|acts?|pieces?|numbers?|shows?|program(?:me)?s?|performances?|items?|titles?|entries", ""),
)
"""Kinds of works and the word that stands before their title in a Chinese report; "" where any kind will do."""

_BEFORE_WORKS = re.compile(r"[\u4e00-\u9fff]{1,8}$")


def find_genre(noun: str) -> tuple[str, ...] | None:
    """What stands before the title of a work of the kind that the noun names; () for any; None where it is no work."""
    last = noun.lower().split()[-2:]
    for en, zh in GENRES:
        if last and (re.fullmatch(en, last[-1]) or re.fullmatch(en, " ".join(last))):
            return tuple(zh.split())
    return None


def bears_genre(before: str, genre: Sequence[str], question: str) -> bool:
    """Is what stands before a title of that kind, or a Chinese word that the question itself gives (相声)?"""
    word = _BEFORE_WORKS.search(before)
    if word is None:
        return False
    own = re.findall(r"[\u4e00-\u9fff]{2,}", question)
    return any(word.group().endswith(one) for one in (*genre, *own))
