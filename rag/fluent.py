"""A proved extract in a language model's words: kept only as far as its own citations check, else the extract stays."""

from __future__ import annotations

import re
from dataclasses import replace

from index.errors import ModelUnavailable
from prompts.templates import fill
from rag.answering.compose import LABELS
from rag.answering.proof import check
from rag.answers import Citation, Reply
from rag.model import ChatModel

FORBIDDEN = re.compile(r"<[^>]*>|!?\[[^\]]*\]\([^)]*\)|https?://\S+|```.*?```", re.S)
"""Markup and links have no place in an answer, whoever asked the model for them."""

NOTES = {
    ("failed", "zh"): "语言模型没有应答，以下是原文摘录。",
    ("failed", "en"): "The language model did not answer; this is quoted from the newspaper.",
    ("unproved", "zh"): "语言模型的说法未能与原文核对一致，以下是原文摘录。",
    ("unproved", "en"): "What the language model said could not be proved; this is quoted from the newspaper.",
}


def fence(citations: tuple[Citation, ...]) -> str:
    """Quotes as numbered data: the signs that a model takes for structure are broken, so that a quote cannot order."""
    lines = []
    for citation in citations:
        text = re.sub(r"[<>]{2,}|<\||\|>|\[/?INST\]|^#+\s", " ", citation.quote, flags=re.I | re.M)
        lines.append(f"[{citation.n}] （{citation.published or '日期不详'}）{' '.join(text.split())}")
    return "\n".join(lines)


def rewrite(reply: Reply, model: ChatModel) -> Reply:
    """The reply in the model's words where they are proved; otherwise unchanged, with a note that says why."""
    answer = reply.answer
    if answer is None:
        return reply
    prompt = fill(f"answer_{answer.lang}", evidence=fence(reply.citations), question=reply.question.standalone)
    try:
        said = model.complete(prompt)
    except ModelUnavailable:
        return replace(reply, note=NOTES["failed", answer.lang])
    checked = check(FORBIDDEN.sub(" ", said), reply.citations, reply.proof.computed)
    if not checked.text:
        return replace(reply, note=NOTES["unproved", answer.lang])
    fluent = replace(answer, text=checked.text, mode="model", label=LABELS["model", answer.lang])
    return replace(reply, answer=fluent, proof=checked.proof)
