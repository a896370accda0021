"""Yes or no: what the evidence says of what is asked, 是 only where nothing in it stands against it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import find_dates
from index.quantities import Quantity, find_amounts
from index.records import Span
from index.words import find_names, fold, tag_words
from rag.facts.evidence import Evidence, Fact
from rag.facts.hearing import snap
from rag.facts.nearness import asked_part
from rag.facts.negation import is_denied
from rag.facts.openings import find_open
from rag.finding.retrieve import Query
from rag.questions.terms import Term, meant

_SURE: tuple[tuple[str, str], ...] = (
    (r"发表过|已经?发表|刊登过|\bpublished\b", r"[未没](?:曾|有)?(?:公开)?发表|须为原创"),
    (
        r"(?:还|仍)?能(?:不能|否|够)?(?!力|量|源|手|人)|可不?可以|还?可以|允许|\b(?:can|may|could|allowed|eligible|still)\b",
        r"取消[\u4e00-\u9fff]{0,12}资格|视为[\u4e00-\u9fff]{0,4}(?:放弃|弃权)|(?:不予|概不|恕不|不再)(?:受理|评选|补办|接收|接受|受领|办理|退还|补报)",
    ),
    (r"收费|要钱|花钱|交[钱费]|\bcost\b|\bpay\b|\bfee\b", r"免费|不收取|无需缴|全额保障|个人无需"),
)
"""What a question asks of and what in any sentence of the report tells that it is not so: barred, or free."""
_OPPOSED: tuple[tuple[str, str], ...] = (
    *_SURE,
    (r"网上|线上|在线|网络|\bonline\b", r"现场|线下|当面|窗口|到[\u4e00-\u9fff]{2,12}(?:办理|报名|领取)"),
    (r"现场|线下|纸质|当面|\bpaper\b|\bin person\b|\boffline\b", r"网上|线上|在线|网络|小程序|二维码"),
    (r"免费|不要钱|不收费|\bfree\b", r"收费|票价|每人\d+元|自费"),
    (r"休息|不开|关闭|停诊|\bclosed?\b", r"不休|无休|照常|正常开放|全天开放|不停诊"),
    (r"开放|营业|接诊|\bopen\b", r"停诊|关闭|停止开放|暂停|闭馆"),
    (r"上涨|增加|提高|更多|\brise\b|\bincrease", r"下降|减少|降低|下滑"),
    (r"下降|减少|降低|\bfall\b|\bdecrease", r"增加|上涨|提高|增长"),
    (r"现役|在[职岗]|\bstill (?:serving|in office)\b", r"退[伍役休]|离[任职]|卸任|转业"),
    (r"自愿|\bvoluntary\b", r"强制|必须|一律"),
    (r"必须|强制|\bcompulsory\b|\bmust\b|\bhave to\b", r"自愿|可选|不强制|无需"),
    (r"全部|所有|都|\ball\b", r"部分|其余|仅|尚有|只有"),
    (r"伤亡|受伤|死亡|\binjured\b|\bdeath|\bkilled\b", r"无人员伤亡|没有人员伤亡|无人受伤|未造成"),
)
"""What a question asks and what in a report stands against it."""
_OR = re.compile(r"(?P<a>[^，。？?是在由]{1,10})还是(?P<b>[^，。？?]{1,10})")
_DENIES = re.compile(r"无需|不需|不用|不必|不得|不予|没有|未[能曾有]?|并非|不是|禁止|停止|取消|[不无]")


def find_yes_no(query: Query, evidence: Evidence) -> Fact:
    """What one sentence answers to a yes-or-no question: 是 or 否, or of two alternatives the one that holds.

    The fact's span is what decided.
    """
    sentence = evidence.text
    chosen = _choose(query.text, sentence)
    if chosen:
        return chosen
    yes, no = ("是", "否") if query.lang == "zh" else ("Yes", "No")
    opening = find_open(query.text, sentence)
    if opening:
        return Fact(opening[0], yes if opening[1] else no)
    if barred := _find_barred(query.text, sentence):
        return Fact(barred, no)
    for asked, against in _OPPOSED:
        found = re.search(against, sentence)
        if found and re.search(asked, query.text, re.I) and not re.search(asked, sentence):
            return Fact(_span(sentence, found.start(), found.end()), no)
    for at, end in _spots(query, sentence):
        if is_denied(sentence, at) and not _DENIES.search(query.text):
            return Fact(_span(sentence, at, end), no)
    other = _other_figure(query.text, sentence)
    if other:
        return Fact(other.span, no)
    first = next(iter(_spots(query, sentence)), (0, min(1, len(sentence))))
    return Fact(_span(sentence, *first), yes)


def find_opposed(query: Query, sentences: Sequence[str]) -> int | None:
    """Which of the sentences surely says the opposite of what is asked (取消评选资格 for 还能参加吗), if one does.

    Or the first that tells of the day of the week that is asked about (周六开门吗), whatever it tells.
    """
    told = next((n for n, sentence in enumerate(sentences) if find_open(query.text, sentence)), None)
    if told is not None:
        return told
    for asked, against in _SURE:
        if re.search(asked, query.text, re.I):
            for n, sentence in enumerate(sentences):
                if re.search(against, sentence) and not re.search(asked, sentence):
                    if _PUNISHED.search(sentence) and not _BREAKS.search(query.text):
                        continue  # what befalls those who cheat bars nobody else
                    return n
    return None


_PUNISHED = re.compile(r"违[规法反纪]|虚假|弄虚作假|作弊|套取|以上行为|上述行为")
_BREAKS = re.compile(rf"{_PUNISHED.pattern}|作假|冒|\b(?:cheat|break|violat|fak|forg|fraud)\w*", re.I)
_MAY = re.compile(r"(?:能(?!力|量|源|手|人)|可以|可不可以|允许|准许|让)(?P<what>[^，。？?]*?)[吗嘛么不没]?[？?]?$")
_BARRED = re.compile(r"(?:严禁|禁止|不得|不准|不许|不允许|谢绝)(?P<what>[\u4e00-\u9fff]{2,8})")
_EMPTY_SIGNS = frozenset("在把的了到上下不一个人进行以为有和与及起")


def _find_barred(question: str, sentence: str) -> Span | None:
    """What a sentence bars of what the question asks whether one may do: 严禁捆绑销售 for 能捆在一起卖吗."""
    may = _MAY.search(question)
    if may is None:
        return None
    for barred in _BARRED.finditer(sentence):
        if (set(barred["what"][:2]) - _EMPTY_SIGNS) & set(may["what"]):
            return Span(*barred.span())
    return None


_IS_ONE = re.compile(r"是(?![否不])[^，,]*(?<!的)吗")
"""Asks whether somebody is what he is called (是市长吗): a report that calls him otherwise tells it."""
_IS = re.compile(r"\s*(?:is|are|was|were|am)\b", re.I)
_THERE = re.compile(r"\s*(?:is|are|was|were) there\b", re.I)
_ENDS_NOUN = re.compile(r"\b(?:for|in|at|on|of|to|during|when|if|that|who|which|with)\b")
SURELY = 0.5
"""How surely a sentence must say the word, of the surest: free is 免费 and not the leisure of 有空."""

ASSERTED = 0.7
"""Share of a question's information from which a sentence is about what it asks, whichever of its words are missing."""


def is_asserted(query: Query, sentence: str) -> bool:
    """Does a sentence say what a yes-or-no question asks of, in its own or other words, or the opposite of it?

    Whether a haircut is free is not told by a sentence that speaks of the haircut alone.
    """
    text = fold(sentence)
    if find_open(query.text, sentence):
        return True
    if any(re.search(asked, query.text, re.I) and re.search(against, sentence) for asked, against in _OPPOSED):
        return True
    if _asks_unknown(query):
        return False
    words = _predicate(query)
    if not words:
        return True
    if any(word.means(text) >= SURELY * word.most for word in words):
        return True
    own = fold(asked_part(query.text))  # what a follow-up leans on says nothing of what it asks
    named = "".join(span.of(own) for span in find_names(own)) if query.lang == "zh" else ""
    asked = [term for term in query.terms if query.lang != "zh" or (term.word in own and term.word not in named)]
    return bool(asked) and meant(asked, text) >= ASSERTED


def _asks_unknown(query: Query) -> bool:
    """Is it asked whether there is a thing (Is there a fee) for which the archive has no word?"""
    there = _THERE.match(query.text) if query.lang != "zh" else None
    asked = _ENDS_NOUN.split(query.text[there.end() :])[0].lower() if there else ""
    return bool(there) and not any(term.word.lower() in asked for term in query.terms)


def _predicate(query: Query) -> list[Term]:
    """What is asked of: the last word of the question that says anything (要收费吗, is it free).

    None where a day or an office is asked of; of what somebody did (Did they ask about …) the verb will do.
    """
    plain = [term for term in query.terms if not term.sound]
    if query.lang != "zh":
        inner = {word for term in plain if " " in term.word for word in term.word.split()}
        plain = [term for term in plain if term.word not in inner]
        there = _THERE.match(query.text)
        if there:  # is there a fee for …: the fee must be told of
            asked = _ENDS_NOUN.split(query.text[there.end() :])[0]
            return [term for term in plain if term.word.lower() in asked.lower()] or plain[-3:]
        return plain[-1:] if _IS.match(query.text) else plain[-3:]
    asked = asked_part(query.text)
    if _IS_ONE.search(asked) or any(mention.kind != "vague" for mention in find_dates(asked)):
        return []
    clause = fold(re.split(r"[，,；;]", asked.rstrip("？?吗呢吧 "))[-1])
    last = max((clause.rfind(term.word) + len(term.word) for term in plain if term.word in clause), default=-1)
    return [term for term in plain if term.word in clause and clause.rfind(term.word) + len(term.word) == last]


def _span(sentence: str, start: int, end: int) -> Span:
    return snap(sentence, Span(start, end))


def _spots(query: Query, sentence: str) -> list[tuple[int, int]]:
    """Where the question's verbs and adjectives stand in the sentence, the last of the question first."""
    if query.lang != "zh":
        forms = [form for term in query.terms for form, strength in term.forms if strength > 0.4]
    else:
        forms = [word for word, tag in tag_words(query.text) if tag[0] in "va" and len(word) > 1][::-1]
    return [(at, at + len(form)) for form in forms if (at := sentence.find(form)) >= 0]


def _other_figure(question: str, sentence: str) -> Quantity | None:
    """A figure of the sentence in the place of one of the question: of the same kind, of another amount."""
    there = find_amounts(sentence)
    for asked in find_amounts(question):
        kin = [q for q in there if q.dimension == asked.dimension and q.unit == asked.unit]
        if asked.unit and len(kin) == 1 and kin[0].amount != asked.amount:
            return kin[0]
    return None


def _choose(question: str, sentence: str) -> Fact | None:
    """Of A还是B the one that the sentence says and does not deny."""
    match = _OR.search(question)
    if not match or re.search(r"[吗嘛不没][？?]?$", question):
        return None  # 还是现役军人吗 asks whether somebody still is one
    kept: list[tuple[int, str, int, int]] = []
    for side in ("a", "b"):
        words = [
            w for w, tag in tag_words(match[side]) if tag[0] in "nvasbjrtm" and w not in ("出", "做", "办", "去", "有")
        ]
        for word in words:
            at = sentence.find(word)
            if at < 0:
                continue
            behind = re.split(r"[，。；]", sentence[at:], maxsplit=1)[0]
            if not _DENIES.search(behind) and not is_denied(sentence, at):
                kept.append((len(word), match[side], at, at + len(word)))
    sides = {side for _, side, _, _ in kept}
    if len(sides) != 1:
        return None
    _, side, at, end = max(kept)
    return Fact(_span(sentence, at, end), side)
