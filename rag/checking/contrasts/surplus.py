"""What a statement says beyond a sentence that says all the rest: that it was the first, the only one, the most."""

from __future__ import annotations

import re

from rag.checking.contrasts.opposites import agreed
from rag.checking.wording.bonds import ABSENT, AROUND, SAME, Comparison, Statement

_MORE = (
    (
        r"第一[个位家]|首[个位家]|率先|最先|\bthe first to\b|\bthe first (?:person|one|place|time|woman|man)\b",
        r"第一|首|率先|带头|最先|先",
    ),
    (
        r"每个?(?:星期|季度|[天日周月年])(?!均)|每逢|定期|经常"
        r"|\b(?:every|each) (?:day|week|month|year)\b|\bregularly\b",
        r"每|定期|经常|常态|常年|长期|持续|坚持|[日周月年]一次|[日周月年]均|连年|年年|天天|日常|全年|月|年度",
    ),
    (
        r"[只仅]有(?![\d一二三四五六七八九十百两几数])(?![^，。]{0,12}才)"
        r"|\bonly (?!\d|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|an? )",
        r"[只仅唯独]",
    ),
    (
        r"[只仅](?=[\u4e00-\u9fff])(?![有是要能需好得见想管身供]|用了?[一二三四五六七八九十两]|[一二三四五六七八九十百千万两几])",
        r"[只仅唯独限]",
    ),
    (r"唯一|\bthe only\b|\bnobody else\b|\bno one else\b", r"唯一|只|仅|独"),
    (
        r"[占是]?(?:大?多数|大部分|过半|一大半)|\b(?:most of|the majority of|more than half)\b",
        r"多数|大部分|半|主要|为主|居多|%|成|\d|[一二三四五六七八九]分之",
    ),
    (
        r"最(?:大|小|高|低|多|少|早|晚|长|短|年轻|年长|好|快|佳)"
        r"|\b(?:largest|biggest|oldest|youngest|longest|shortest|smallest|tallest)\b",
        r"最|之首|第一|居首|首位|纪录|冠|为主",
    ),
    (
        r"\b(?:her|his|their) own (?!hands?|eyes|way|money|time|initiative)\w+|自己开的|自家的",
        r"自己|自家|自有|私|开办|经营|开了|个人",
    ),
)
"""What a statement may say beyond the rest, and how a sentence says it too."""


def says_more(statement: Statement, comparison: Comparison) -> bool:
    """Does a statement say what is so of one alone, or of most, and neither the sentence nor what stands around it?"""
    theirs = comparison.report.text + comparison.report.around
    return (
        _says_of_all(statement, comparison)
        or _denies_untold(statement, comparison)
        or any(
            re.search(claimed, statement.text, re.I) and not re.search(reported, theirs) for claimed, reported in _MORE
        )
    )


def _denies_untold(statement: Statement, comparison: Comparison) -> bool:
    """Does a statement deny a deed of which the sentence says nothing: the members did not take part?"""
    lost = [f for f in comparison.findings if f.piece.denied and f.piece.weight >= 1 and f.state in (AROUND, ABSENT)]
    return statement.lang == "zh" and bool(lost) and not agreed(statement.text, comparison.report.text)


def _counts_untold(statement: Statement, comparison: Comparison) -> bool:
    """Does an English statement count what the sentence does not: 1,230 job seekers for 1,230 jobs?"""
    for figure in comparison.findings:
        piece = figure.piece
        if statement.lang == "zh" or piece.figure is None or piece.figure.unit or figure.state != SAME:
            continue
        run, end = [], piece.span.end
        for finding in comparison.findings:
            if finding.piece.span.start >= end and not statement.text[end : finding.piece.span.start].strip(" -"):
                run.append(finding)
                end = finding.piece.span.end
        if run and run[-1].piece.kind == "word" and run[-1].piece.weight >= 1 and run[-1].state in (AROUND, ABSENT):
            return True
    return False


_ALL = re.compile(
    r"(?:全部|全都|一律|无一例外|都|均)(?=[\u4e00-\u9fff])|\b(?:all|both|none)\b(?! (?:of|over|the|kinds|sorts))", re.I
)
_HOW_FAR = 18
"""Characters behind an all within which stands what all of them did."""


def _says_of_all(statement: Statement, comparison: Comparison) -> bool:
    """Does a statement say what all of them did, and no sentence that they did it: the 279 all passed?"""
    for said in _ALL.finditer(statement.text):
        deeds = [
            f
            for f in comparison.findings
            if f.piece.kind == "word"
            and f.piece.weight >= 1
            and said.end() <= f.piece.span.start < said.end() + _HOW_FAR
            and (f.piece.forms or f.piece.tag.startswith(("v", "a", "i", "l")) or f is comparison.findings[-1])
        ]
        if deeds and deeds[0].state in (AROUND, ABSENT):
            return True
    return False
