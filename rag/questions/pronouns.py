"""Whom he and she mean in a conversation: the person of the last answer, else of the last question, else before."""

from __future__ import annotations

import re

from index.words import find_names
from rag.questions.asked import understand

_HE_ZH = re.compile(r"(?<![其吉])[他她](?![们人乡国山])")
_HE_EN = re.compile(r"\b(?:his|her(?= (?!to\b|in\b|at\b|on\b|for\b|as\b|by\b)[a-z])|(?P<bare>he|she|him|her))\b", re.I)
_PLACE = re.compile(r"社区|街道|小区|[省市县区镇乡村路桥河山]")
_SPELLED = re.compile(r"(?P<spelled>[A-Z][A-Za-z'’ -]+) \([\u4e00-\u9fff·]+\)")
"""A name as an English answer gives it: Lan Jinhe (兰金河)."""


def find_persons(question: str, lang: str, short: str) -> tuple[str, ...]:
    """The persons that a question and its short answer name: those of the answer, if it tells of persons."""
    kind = understand(question, lang).kind
    spelled = tuple(match["spelled"] for match in _SPELLED.finditer(short)) if lang == "en" else ()
    if kind == "person" and spelled:
        return spelled
    if kind == "person" or re.fullmatch(r"[\u4e00-\u9fff]{2,4}", short):
        told = _read(short)
        if not told and "谁" in question and re.fullmatch(r"[\u4e00-\u9fff]{2,4}", short):
            told = (short,)
        if told:
            return told
    return _read(question)


def _read(text: str) -> tuple[str, ...]:
    spans = [span for span in find_names(text) if not _PLACE.match(text, span.end)]
    return tuple(dict.fromkeys(span.of(text) for span in spans))


def put_person(question: str, lang: str, persons: tuple[str, ...]) -> str:
    """The question with the one person for he and she; as it is where there are none or several."""
    if len(persons) != 1:
        return question
    if lang == "zh":
        return _HE_ZH.sub(persons[0], question)
    return _HE_EN.sub(lambda match: persons[0] + ("" if match["bare"] else "'s"), question)
