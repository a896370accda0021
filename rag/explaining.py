"""A verdict's note in a language model's words: only what the cited sentences prove, and never another verdict."""

from __future__ import annotations

import re
from dataclasses import replace

from index.errors import ModelUnavailable
from prompts.templates import fill
from rag.answering.proof import MARKER
from rag.answers import Part, Verdict
from rag.checking.verdict.vouching import Vouch
from rag.fluent import fence, mask_private, prove
from rag.model import ChatModel
from rag.questions.asked import detect_language

JUDGES = re.compile(
    r"属实|不实|真实|虚假|谣言|正确|错误|有误|成立|证实|证伪|核实|支持|反驳|判定"
    r"|\b(?:true|false|correct|incorrect|wrong|right|accurate|inaccurate|support\w*|refut\w*|confirm\w*|verif\w*|verdict)\b",
    re.I,
)
"""Words that judge: the verdict is the program's, the model only tells what was reported."""


def explain(verdict: Verdict, model: ChatModel, vouch: Vouch, lang: str | None = None) -> Verdict:
    """The verdict with each decided part's note followed by the model's proved words; all else stays as it is."""
    said = lang or detect_language(verdict.claim)
    return replace(verdict, parts=tuple(_explained(part, model, vouch, said) for part in verdict.parts))


def _explained(part: Part, model: ChatModel, vouch: Vouch, lang: str) -> Part:
    citations = part.supporting + part.against
    if part.verdict not in ("supported", "refuted") or not citations:
        return part
    try:
        said = model.complete(fill(f"explain_{lang}", evidence=fence(citations), statement=mask_private(part.text)))
    except ModelUnavailable:
        return part
    told = MARKER.sub("", prove(said, citations, vouch)).strip()
    if not told or JUDGES.search(told):
        return part
    return replace(part, note=f"{part.note}{'' if lang == 'zh' else ' '}{told}")
