"""Yes or no to an English question from Chinese sentences: what says the opposite of the question's own words."""

from __future__ import annotations

import re

OPPOSITES: tuple[tuple[str, str], ...] = (
    (r"\b(?:pay|cost|fees?|charged?|charges|buy|price)\b",
     r"免费|免[收交缴除]|无需缴|[不无]需?(?:收取|收费|承担|缴纳|支付|交费|出钱|花钱)|不另收|全额保障"),
    (r"\b(?:pay|paid|compensat\w*|liable|damages|claims?|lawsuit|sued?|suing)\b",
     r"驳回|不予支持|不予赔偿|[不无]需?(?:承担|负)[^，。]{0,6}责任|[不未]赔|不承担赔偿|败诉"),
    (r"\b(?:immediately|at once|right away|straight away|instantly|without (?:waiting|delay))\b",
     r"等待期|次[日月年]起|[日天月]后(?:方可|才能|才|开始|享受|生效)|第[二三四五六七八九十\d]+[日天]起"),
    (r"\b(?:paper|in person|by post|by mail|offline)\b", r"在线|网上|线上|小程序|APP|网络报名"),
    (r"\bonline\b", r"现场报名|到现场|窗口办理|大厅"),
    (r"\b(?:closed?|shut|suspended)\b", r"(?:节假日|周末|双休日|春节)?(?:不休|不打烊|照常|无休)|正常开放"),
    (r"\b(?:open|work(?:ing)?|run(?:ning)?)\b", r"闭馆|停业|关闭|休息|暂停|停运|停止"),
    (r"\b(?:hurt|injur\w*|kill\w*|die[ds]?|dead|deaths?|casualt\w*|victims?|accidents?|lost)\b",
     r"无(?:一)?(?:人员)?伤亡|无一[例人]|[没未](?:有|发生|造成)?.{0,6}(?:伤亡|伤病|事故)|零伤亡|零事故"),
    (r"\b(?:allowed|permit\w*|may|can)\b", r"禁止|不得|严禁|不准|谢绝|不允许"),
    (r"\b(?:finished|complete[d]?|ready)\b", r"尚未|还未|未完"),
    (r"\b(?:fall|fell|drop\w*|decreas\w*|lower|less|fewer|shrink)\b", r"增长|增加|上升|提高|多出|高出|新高"),
    (r"\b(?:rise|rose|grow|grew|increas\w*|higher|more)\b", r"下降|减少|降低|减产|回落"),
    (r"\bfirst\b", r"第[二三四五六七八九十\d]+[届次期]|再次|又一次"),
)  # fmt: skip
"""What a question asks of, and how a Chinese paper says that it is not so."""

NEGATIVE = re.compile(
    r"无需|不需|不用|不必|不得|不予|没有|未[能曾有]|并非|不是|禁止|停止|取消|不休|不收|不另|无人|无一"
)
NEGATED = re.compile(
    r"\bnot\b|n't\b|\bwithout\b|\bno\b|\bnever\b|\bfree\b|\bban(?:ned)?\b|\bprohibited\b|\bforbidden\b|\bcancel"
)


def says_opposite(question: str, sentence: str) -> bool:
    """Does the sentence say the opposite of what the question asks of?"""
    text = question.lower()
    return not NEGATED.search(text) and any(re.search(en, text) and re.search(zh, sentence) for en, zh in OPPOSITES)


def is_no(question: str, sentence: str, clause: str) -> bool:
    """Is the answer No? `clause` is the part of the sentence that is about the question.

    What is asked in the negative (Is it forbidden …) is affirmed by a negative sentence.
    """
    if says_opposite(question, sentence):
        return True
    return bool(NEGATIVE.search(clause)) and not NEGATED.search(question.lower()) and not _CLOSED.search(question)


_CLOSED = re.compile(r"\b(?:stop\w*|suspend\w*|cut off|absent)\b", re.I)
