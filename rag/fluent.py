"""A proved extract in a language model's words: kept only as far as its own citations check, else the extract stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.errors import ModelSpent, ModelUnavailable
from prompts.templates import fill
from rag.answering.compose import LABELS
from rag.answering.proof import MARKER, check, marked_sentences
from rag.answers import Citation, Computed, Reply
from rag.checking.verdict.vouching import Vouch
from rag.model import ChatModel

FORBIDDEN = re.compile(r"<[^>]*>|!?\[[^\]]*\]\([^)]*\)|https?://\S+|```.*?```", re.S)
"""Markup and links have no place in an answer, whoever asked the model for them."""

NOTES = {
    ("failed", "zh"): "语言模型没有应答，以下是原文摘录。",
    ("failed", "en"): "The language model did not answer; this is quoted from the newspaper.",
    ("spent", "zh"): "语言模型今天的用量已满，以下是原文摘录。",
    ("spent", "en"): "The language model's budget for today is used up; this is quoted from the newspaper.",
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


_PRIVATE = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\d[ \-\u3000]?){17}[\dXx](?!\d)"
    r"|(?<!\d)(?:\+?86[ \-]?)?1[3-9](?:[ \-]?\d){9}(?!\d)"
    r"|(?<!\d)0\d{2,3}[ \-]?\d{7,8}(?!\d)|(?<!\d)(?:\d[ \-]?){15,18}\d(?!\d)"
)
"""E-mail addresses, identity numbers, telephones, cards: what a question may hold and no endpoint needs."""


def mask_private(text: str) -> str:
    """A question without what identifies a person by number or address; full-width digits are read as digits."""
    plain = text.translate({0xFF10 + n: 0x30 + n for n in range(10)})
    return _PRIVATE.sub("〔号码〕", plain)


def rewrite(reply: Reply, model: ChatModel, vouch: Vouch) -> Reply:
    """The reply in the model's words where they are proved; otherwise unchanged, with a note that says why."""
    answer = reply.answer
    if answer is None:
        return reply
    prompt = fill(
        f"answer_{answer.lang}", evidence=fence(reply.citations), question=mask_private(reply.question.standalone)
    )
    try:
        said = model.complete(prompt)
    except ModelUnavailable as error:
        why = "spent" if isinstance(error, ModelSpent) else "failed"
        return replace(reply, note=NOTES[why, answer.lang])
    checked = check(prove(said, reply.citations, vouch, reply.proof.computed), reply.citations, reply.proof.computed)
    if not checked.text:
        return replace(reply, note=NOTES["unproved", answer.lang])
    fluent = replace(answer, text=checked.text, mode="model", label=LABELS["model", answer.lang])
    return replace(reply, answer=fluent, proof=checked.proof)


def prove(said: str, citations: Sequence[Citation], vouch: Vouch, computed: Sequence[Computed] = ()) -> str:
    """Those of a model's sentences whose figures and names stand in what they cite, and which it bears out."""
    kept = []
    for sentence in marked_sentences(FORBIDDEN.sub(" ", said)):
        numbers = {int(n) for n in MARKER.findall(sentence)}
        cited = [citation for citation in citations if citation.n in numbers]
        if check(sentence, citations, computed).text and vouch(MARKER.sub("", sentence).strip(), cited):
            kept.append(sentence)
    return "".join(kept).strip()
