"""The sentence beside a verdict, in Chinese or English: what differs, what is lacking, why something is not checked."""

from __future__ import annotations

from rag.checking.verdict.verdicts import Judgement

_REASONS = {
    "zh": {
        "question": "这是问句，不是可核查的说法；请改用提问。",
        "quote": "这是引语：档案只能说明是否报道过，不能判断话的对错。",
        "opinion": "这是看法，报道无法证实或证伪。",
        "prediction": "这是预测，尚无报道可核。",
        "order": "这是对核查的指令，不予理会。",
        "hearsay": "这里只说消息从何而来，没有可核查的内容。",
        "language": "只能核查中文和英文的说法。",
        "long": "这句话太长，无法一次核查；请拆成几句。",
        "empty": "这里没有可核查的内容。",
    },
    "en": {
        "question": "This is a question, not a claim; ask it instead.",
        "quote": "This is direct speech: the archive can tell whether it was reported, not whether it is true.",
        "opinion": "This is an opinion, which no report can bear out or refute.",
        "prediction": "This is a prediction; there is no report of it yet.",
        "order": "This is an instruction to the checker and is ignored.",
        "hearsay": "This only tells where the claim comes from; there is nothing to check here.",
        "language": "Only statements in Chinese and English can be checked.",
        "long": "This sentence is too long to be checked at once: split it into several.",
        "empty": "There is nothing to check here.",
    },
}
_MOST = 4
"""Missing words named in a note."""


def say_reason(reason: str, lang: str) -> str:
    """Why a statement is not checked."""
    return _REASONS[lang][reason]


def say_verdict(judgement: Judgement, lang: str) -> str:
    """What the archive says of a statement, in one sentence."""
    if judgement.verdict == "supported":
        return "与报道相符。" if lang == "zh" else "The archive reports the same."
    if judgement.verdict == "refuted":
        first = judgement.differences[0]
        if lang == "zh":
            return f"与报道不符：文中“{first.claimed}”，见报“{first.reported}”。"
        return f"The archive differs: the claim says “{first.claimed}”, the report says “{first.reported}”."
    missing = judgement.missing[:_MOST]
    if lang == "zh":
        return f"档案中未见报道：{'、'.join(missing)}。" if missing else "档案中没有足以判断的报道。"
    return (
        f"The archive does not report: {', '.join(missing)}."
        if missing
        else "The archive holds no report that decides."
    )
