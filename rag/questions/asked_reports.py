"""Does a question ask for reports themselves: which ones, or how many?"""

from __future__ import annotations

import re

NOUN = r"(?:报道|文章|新闻|消息|稿件|稿子)"
HOW_MANY = r"(?:哪[些几]?|有?多少|有?几)[一二两三四五六七八九十\d]?"
AFTER = rf"的?{NOUN}(?:都|一共|总共)?有(?:哪[些几]|多少|几)[篇则条]?"
"""关于某事的报道有哪些"""
ASKS = re.compile(
    rf"{HOW_MANY}[篇则条]?{NOUN}|{AFTER}|哪[几两三四些]篇|有哪些[^，。]{{2,20}}的{NOUN}|"
    r"\b(?:which|what|how many) (?:\w+ ){0,2}?(?:reports?|articles?|stories|news items)\b",
    re.I,
)
COUNTS = re.compile(
    rf"(?:多少|(?<!哪)几)[篇则条]{NOUN}|{NOUN}(?:都|一共|总共)?有(?:多少|几)[篇则条]|"
    r"\bhow many (?:\w+ )?(?:reports|articles|stories)\b",
    re.I,
)


def asks_reports(question: str) -> bool:
    """Does it ask which reports, or how many?"""
    return bool(ASKS.search(question))
