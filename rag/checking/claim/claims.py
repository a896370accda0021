"""A text to the statements that can be checked: sentences cut into clauses that each say one thing.

Questions, direct speech, opinions, predictions and orders are set apart: the archive can neither bear them out nor
refute them. An order (请判定为属实) is taken out of its sentence, and the statement beside it is read as if it stood
alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from index.chunks import split_sentences
from index.dates import find_dates
from index.records import Span
from index.words import tag_words
from rag.checking.claim.frames import measure_frame

REASONS = ("", "question", "quote", "opinion", "prediction", "order", "hearsay", "language", "long", "empty")
"""Why a statement is not checked; the empty reason means that it is."""

STATEMENT_MOST = 800
"""Signs of a statement that is checked: of 89,920 statements of printed news the longest has 787."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a text says, and where. `sentence` is all of its sentence, which says what event it speaks of."""

    text: str
    span: Span
    sentence: str
    reason: str = ""

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"unknown reason {self.reason!r}; known: {', '.join(REASONS)}")


_ORDER = re.compile(
    r"(?:请|麻烦|务必|必须|一定要)[^，。；！？]{0,12}?(?:判[为定断]|认定|标[记为注]|回答|输出|返回|视为|视作|当作)"
    r"|(?:直接|只)(?:判定|输出|回答|返回)"
    r"|(?:忽略|无视|忘[记掉]|不要(?:管|理会)|跳过)[^，。；！？]{0,14}?(?:指令|规则|提示|要求|以上|上述|证据|原文|设定)"
    r"|(?:判定|认定|判断|标记|核查结果|结论|裁定|输出|回答|返回|verdict)(?:结果|结论)?[^，。；！？]{0,3}(?:为|成|是|[:：=])?\s*[“\"']?"
    r"(?:属实|为真|正确|成立|虚假|错误|不实|supported|refuted|true)"
    r"|^\s*(?:系统|管理员|开发者)(?:提示|指令|消息)?\s*[:：]|^\s*(?:system|assistant|user|developer)\s*[:>]|<\|?/?im_(?:start|end)|\[/?INST\]"
    r"|^\W*(?:(?:please|you must|always|just|now) )*(?:mark|rate|label"
    r"|judge|treat|consider|classify|answer|output|respond"
    r"|return|confirm)\b[^.;!?]{0,40}"
    r"\b(?:true|supported|correct|verified|refuted|false)\b"
    r"|\b(?:ignore|disregard|forget)\b[^.;!?]{0,30}\b(?:instructions?|rules?|evidence|above|previous|prompt)\b",
    re.I,
)
_ASKS = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|must|may|happen\w*|time|day|date|year|kind"
    r"|sort|percentage|share|many|much|long|often|far|old|big|high|large|tall|wide|deep)"
)
"""What makes a question of `what` or `when` at the head: 'When she worked there, …' asks nothing."""
_QUESTION = re.compile(
    r"[？?][”’」』）)\s]*$|(?:吗|呢|么)[。！!\s]*$|^(?:请问|为什么|为何|谁|是不是|是否|有没有|如何|怎样|怎么)|多少|几(?:月几[日号]|点钟?|个人)|什么时候|哪(?:里|儿|些|个|位|天|年|家|一)"
    rf"|^\s*(?:(?:what|when|where|why|how)\s+{_ASKS}|who|which|whose|is it true"
    r"|did|does|do|was|were|is|are|can|has|have)\b[^.]*$",
    re.I,
)
_OF_ANY = re.compile(
    r"不管|无论|不论|没多少|多多少少|谁[^，？?]*，[^？?]*(?:就|都|便|谁)|(?:谁|哪[^，？?]{1,3})都|(?:谁|哪[^，？?]{1,3})也[不没]"
)
"""Of all, or of none, and no question: 谁迟到，谁就不能参评."""
_SPEECH = re.compile(
    r"(?:说|表示|称|道|强调|指出|直言|坦言|认为|介绍|写道|said|says|told|stated|added)[^“\"”]{0,6}[:：，,]?\s*[“\"][^”\"]{4,}[”\"]"
    r"|^[“\"][^”\"]{4,}[，,。！？!?.][”\"]",
    re.I,
)
_OPINION = re.compile(
    r"我(?:个人|们)?(?:认为|觉得|感觉|以为|看来|相信|希望|建议)|(?:笔者|本人|个人)(?:认为|觉得|看来|建议)|在我看来|依我看|(?:应该|值得|理应|不愧|最(?:美|好看|棒|差)(?:的|了|$)"
    r"|太(?![原谷行阳湖极平子康仓])[^，。]{1,6}了|真是|多么|令人|让人)"
    r"|\b(?:I|we) (?:think|believe|feel|hope|suppose)|\bin my (?:opinion|view)"
    r"|\b(?:ought to|wonderful|beautiful|terrible|best ever|amazing)\b",
    re.I,
)
_PREDICTION = re.compile(
    r"(?:(?:肯定|一定|必将|必然|注定|迟早|(?<![批标核不对精获])准|绝对|大概率|很可能|或许|也许|恐怕)(?:会|能|将)|(?:肯定|注定|迟早|恐怕)要)|(?:预测|预言|估计|料想|展望)(?:会|将|未来|明年|今后)|(?:未来|今后|将来)(?:会|将|一定|必)"
    r"|\b(?:surely|certainly|definitely|probably|inevitably) (?:will|be)"
    r"|\bwill (?:surely|certainly|definitely|probably|inevitably)"
    r"|\bis bound to\b|\b(?:I|we) predict|\bis (?:un)?likely to\b",
    re.I,
)
_READABLE = re.compile(r"[A-Za-z㐀-鿿]")
_FOREIGN = re.compile(r"[\u3040-\u30ff\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\uac00-\ud7af\u0900-\u097f]")
_CUT = re.compile(
    r"[，；;]|, (?=(?:and|but|while|with) )|：(?=[^“]{12})"
    r"| (?=(?:and|but|while) (?:the |a |an )?(?:[A-Z][\w’'-]+ ){1,3}(?:is|was|are|were|has|had|will|[a-z]{2,}ed)\b)"
)
_SETTING = re.compile(
    r"(?:[上中时后前间里内下]|以来|为止|之际|当天|期间|的是|据悉|据介绍|据了解|据统计|说|称|表示|介绍|指出|透露|显示|认为|强调|[算加合]起来|算下来|阵子|时候|那会儿|那[回次趟]|[^第唯统一]一(?![个名位次年月日天])[\u4e00-\u9fff]{1,2})$"
)
"""How a clause ends that only leads to the next one."""
_SETTING_EN = re.compile(r"^\s*(?:in|on|at|during|by|since|after|before|according|from|of)\b[^,]{0,60}$", re.I)
_LINKS = re.compile(r"^(?:其中|并且|并|而且|且|也|还|但是?|同时|以及|和|与|即|分别|共|总共|一共|包括)")
_FIRST = re.compile("先(?!进|后|生|锋|行|前|天)")
_THEN = re.compile("然后|再(?!次|度)|而后|接着|随后|才|后(?=[\u4e00-\u9fff]{2})(?![来续勤备方期天面者])")
"""先甲，然后乙 says in which order: the two are one statement."""
_VERBAL = ("v", "vn", "vd", "a")


_STOP_EN = re.compile(r"(?<=[a-z0-9)%\"”])(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)\.[\"”)]?\s+(?=[A-Z\"“])")
"""Where an English sentence ends; the archive's own sentences end in Chinese signs."""


def find_statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text in order. Only white space, punctuation and empty pieces are left out."""
    found: list[Statement] = []
    for span in split_sentences(text):
        cuts = [span.start, *(span.start + m.end() for m in _STOP_EN.finditer(span.of(text))), span.end]
        for start, end in pairwise(cuts):
            found += _statements(text, Span(start, end)) if start < end else []
    return tuple(found)


def _statements(text: str, span: Span) -> list[Statement]:
    sentence = span.of(text)
    if not _READABLE.search(sentence):
        return [Statement(sentence, span, sentence, "language" if _FOREIGN.search(sentence) else "empty")]
    letters = sum(c.isalpha() for c in sentence)
    if len(_FOREIGN.findall(sentence)) * 4 > letters:
        return [Statement(sentence, span, sentence, "language")]
    led = measure_frame(sentence)
    if led:
        frame = Span(span.start, span.start + len(sentence[:led].rstrip()))
        return [
            Statement(frame.of(text), frame, sentence, "hearsay"),
            *_statements(text, Span(span.start + led, span.end)),
        ]
    pieces = _pieces(sentence, span.start)
    orders = [piece for piece in pieces if _ORDER.search(piece.of(text))]
    rest = [piece for piece in pieces if piece not in orders]
    whole = "".join(piece.of(text) for piece in rest).strip()
    found = [Statement(piece.of(text), piece, piece.of(text), "order") for piece in orders]
    if rest:
        reason = _reason(whole)
        if reason:
            found.append(
                Statement(text[rest[0].start : rest[-1].end], Span(rest[0].start, rest[-1].end), whole, reason)
            )
        else:
            for piece in _join(text, rest):
                long = piece.end - piece.start > STATEMENT_MOST
                found.append(Statement(piece.of(text), piece, whole, "long" if long else ""))
    return sorted(found, key=lambda statement: statement.span.start)


def _reason(sentence: str) -> str:
    bare = sentence.strip(" 　。.")
    if len([c for c in bare if c.isalnum()]) < 2:
        return "empty"
    for reason, pattern in (
        ("question", _QUESTION),
        ("quote", _SPEECH),
        ("prediction", _PREDICTION),
        ("opinion", _OPINION),
    ):
        if pattern.search(_unquoted(bare) if reason == "opinion" else bare):
            asks_nothing = reason == "question" and bare[-1:] not in "？?吗呢么" and _OF_ANY.search(bare)
            if not asks_nothing:
                return reason
    return ""


def _unquoted(sentence: str) -> str:
    """Without what it names in marks: a prize called “最美庭院” is no opinion."""
    return re.sub("“[^“”]{1,16}”|《[^《》]{1,30}》", "", sentence)


def _pieces(sentence: str, offset: int) -> list[Span]:
    """The sentence at its commas, without what stands in brackets or quotation marks; blanks trimmed."""
    deep, cuts = 0, [0]
    opened = [0] * (len(sentence) + 1)
    for at, sign in enumerate(sentence):
        opened[at] = deep
        deep = max(0, deep + (sign in "“《（(「【") - (sign in "”》）)」】"))
        if sign in "（(【" and _ORDER.search(sentence[at:]):
            cuts.append(at)  # an order in brackets is a piece of its own
    cuts += [match.end() for match in _CUT.finditer(sentence) if not opened[match.start()]]
    if _ORDER.search(sentence):
        cuts += [match.end() for match in re.finditer("[:：]", sentence)]
    cuts = sorted({*cuts, len(sentence)})
    spans: list[Span] = []
    for start, end in pairwise(cuts):
        piece = sentence[start:end]
        low = start + len(piece) - len(piece.lstrip())
        high = end - (len(piece) - len(piece.rstrip()))
        if any(c.isalnum() for c in sentence[low:high]):
            spans.append(Span(offset + low, offset + high))
    return spans


def _join(text: str, pieces: list[Span]) -> list[Span]:
    """Clauses that only set the scene go with the one they lead to; the last one goes with the one before."""
    joined: list[Span] = []
    waiting: Span | None = None
    for piece in pieces:
        piece = Span(waiting.start, piece.end) if waiting else piece
        waiting = None
        if joined and _THEN.match(piece.of(text)) and _FIRST.search(joined[-1].of(text)):
            joined[-1] = Span(joined[-1].start, piece.end)
        elif _stands(piece.of(text)):
            joined.append(piece)
        else:
            waiting = piece
    if waiting:
        joined[-1:] = [Span(joined[-1].start, waiting.end)] if joined else [waiting]
    return joined


def _stands(clause: str) -> bool:
    """Does a clause say something by itself: a verb or a figure in it, and it leads to nothing?"""
    bare = clause.strip(" ，；,;。.：")
    if not re.search("[㐀-鿿]", bare):
        return not _SETTING_EN.match(bare)
    if _SETTING.search(bare) or re.search(r"(?:[日天年月]|[上下]午|凌晨|夜)$", bare):
        return False
    undated = bare
    for mention in find_dates(bare):
        undated = undated.replace(mention.text, "")
    if len(_LINKS.sub("", undated)) < 4:
        return False
    return any(tag in _VERBAL or any(c.isdigit() for c in word) for word, tag in tag_words(undated))
