"""One sign that turns a thing into another: the right eye is not the left one, the upper hall not the lower."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import Difference
from rag.checking.wording.bonds import SAME, Comparison, Finding, Report, Statement

_GROUPS = (
    "左右", "东西南北", "男女", "上下", "前后", "早晚", "大小", "新旧", "新老", "首末", "内外", "里外", "升降", "涨跌",
    "赢输", "胜负", "胜败", "进出", "高低", "长短", "增减", "春夏秋冬", "买卖", "父母", "兄弟", "姐妹", "儿女", "城乡",
    "正副", "公私", "冷热", "甲乙丙丁", "奇偶", "阴阳", "干湿", "快慢", "轻重", "深浅", "粗细", "红黄蓝绿黑白",
)  # fmt: skip
"""Signs of which a thing has one and no other."""
_OTHERS: dict[str, str] = {}
for _group in _GROUPS:
    for _sign in _group:
        _OTHERS[_sign] = _OTHERS.get(_sign, "") + _group.replace(_sign, "")
_MODIFIES = frozenset("左右男女旧首末夏冬")
"""Signs that, alone before a noun, a report must have too."""
_NO_PAIR = frozenset(
    """
    前来 后来 上来 下来 上去 下去 前后 前去 后去 新年 老年 新人 老人 大家 小家 大人 小人 东西 上下 左右 大小 内外 早晚
    进出 前面 后面 上面 下面 前往 后往 进行 出行 进一 出一 进入 出入 新区 老区 大约 外地 内地 高度 长度 低度 深度
    上级 下级 前期 后期 上述 下述 升级 降级 上周 下周 上月 下月 上年 下年 大会 小会 出来 进来 出去 进去
    """.split()  # noqa: SIM905
)
"""What looks like a pair and is two matters, or a time that is read elsewhere."""
_WORDS = (
    "儿子 女儿", "丈夫 妻子", "爷爷 奶奶", "哥哥 弟弟", "姐姐 妹妹", "爸爸 妈妈", "儿媳 女婿", "孙子 孙女", "增加 减少",
    "上涨 下跌", "提高 降低", "上升 下降", "扩大 缩小", "延长 缩短", "提前 推迟", "盈利 亏损", "国内 国外", "城市 农村",
    "年初 年底", "上半年 下半年", "白天 夜间", "室内 室外", "第一 倒数第一", "最多 最少", "最高 最低", "最大 最小",
    "最早 最晚",
)  # fmt: skip
"""Words that are each other's opposite and share no sign, or not in its place."""
_PAIRS = {a: b for pair in _WORDS for a, b in (pair.split(), pair.split()[::-1])}
_HOURS = (
    re.compile(r"上午|早[上晨]|清晨|凌晨|日早|\b(?:morning|dawn)\b"),
    re.compile(r"中午|正午|\b(?:noon|midday)\b"),
    re.compile(r"下午|午后|\bafternoon\b"),
    re.compile(r"晚[上间]?|傍晚|夜[里晚间]?|\b(?:evening|night)\b"),
)
"""Parts of the day."""
_LATE = re.compile(r"[上间]?(?=会|报|辈|年|期|于|婚|稻|熟|点|来|到)")
_SIGN = re.compile("[\u4e00-\u9fff]")
_FUNCTION = frozenset(
    "的了在是和与及等为以于由被把将到从对向并也就而或来去至往有各其该我本每这那都还一二三四五六七八九十"
)
_COURSE = frozenset("起至临邻接抵")
"""Tells, behind one of the four directions, where a road begins or ends."""
_EN = {
    "left": "左", "right": "右", "eastern": "东", "western": "西", "southern": "南", "northern": "北", "east": "东",
    "west": "西", "south": "南", "north": "北", "male": "男", "female": "女", "men": "男", "women": "女", "boys": "男",
    "girls": "女", "upper": "上", "lower": "下", "indoor": "内", "outdoor": "外", "eldest": "大", "elder": "大",
    "older": "大", "youngest": "小", "younger": "小", "front": "前", "rear": "后", "old": "旧", "summer": "夏",
    "winter": "冬", "spring": "春", "autumn": "秋",
}  # fmt: skip


def find_contrasts(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: a word of the claim stands in the sentence with the opposite of one of its signs."""
    hour = _another_hour(statement.text, comparison.report.text)
    if hour or statement.lang != "zh":
        return hour or _contrast_en(statement, comparison)
    return (
        _by_a_sign(statement.text, comparison)
        or _by_a_word(statement.text, comparison.report)
        or _counted_from(statement, comparison)
        or _misplaced(statement, comparison)
    )


def _by_a_sign(mine: str, comparison: Comparison) -> list[Difference]:
    """右眼 where the sentence has 左眼, and its article no 右眼."""
    theirs = comparison.report.text
    for at, sign in enumerate(mine):
        for low, high in ((at, at + 2), (at - 1, at + 1)) if sign in _OTHERS else ():
            word = mine[low:high] if low >= 0 else ""
            beside = word.replace(sign, "", 1)
            course = beside in _COURSE and sign in "东南西北" and low == at
            bare = beside in _FUNCTION and not course
            if len(word) < 2 or word in _NO_PAIR or bare or beside in _OTHERS or beside == "比":
                continue
            if not _SIGN.match(beside) or word in comparison.report.whole or _crosses(comparison, low, high):
                continue
            for other in _OTHERS[sign]:
                rival = other + beside if low == at else beside + other
                if rival in theirs and rival not in _NO_PAIR and rival not in mine:
                    return [Difference("place" if beside in _COURSE else "other", word, rival)]
    return []


def _by_a_word(mine: str, report: Report) -> list[Difference]:
    """儿子 where the sentence has 女儿, and its article no 儿子."""
    for word, other in _PAIRS.items():
        if word in mine and other not in mine and other in report.text and word not in report.whole:
            return [Difference("other", word, other)]
    return []


def _another_hour(claim: str, text: str) -> list[Difference]:
    """上午 where the sentence has 下午 alone."""
    mine, theirs = ([_hour(part, words) for part in _HOURS] for words in (claim, text))
    if sum(map(bool, mine)) != 1 or sum(map(bool, theirs)) != 1:
        return []
    said, reported = "".join(mine), "".join(theirs)
    return [] if mine.index(said) == theirs.index(reported) else [Difference("other", said, reported)]


def _hour(part: re.Pattern[str], text: str) -> str:
    return next((m.group() for m in part.finditer(text) if not _LATE.match(text, m.start() + 1)), "")


def _counted_from(statement: Statement, comparison: Comparison) -> list[Difference]:
    """The last three days where the sentence has 前三天."""
    for finding in comparison.findings:
        start = finding.piece.span.start
        sign = statement.text[start - 1 : start] if start else ""
        if finding.piece.kind != "figure" or sign not in _ENDS or not sign:
            continue
        for low, high in finding.spots:
            other = comparison.report.text[max(0, low - 1) : low]
            if other and other in _ENDS and (other in "后末") != (sign in "后末"):
                return [Difference("other", sign + finding.piece.text, comparison.report.text[low - 1 : high])]
    return []


_ENDS = "前首头后末"
"""Which of several: the first or the last."""


def _crosses(comparison: Comparison, low: int, high: int) -> bool:
    """Do two signs belong to two names, figures or long words, of which neither is of one sign?"""
    for finding in comparison.findings:
        span = finding.piece.span
        if span.start < high and low < span.end:
            if finding.piece.kind in ("name", "figure", "clock", "title", "body"):
                return True
            inside = span.start <= low and high <= span.end
            if not inside and span.end - span.start > 1:
                return True
    return False


def _misplaced(statement: Statement, comparison: Comparison) -> list[Difference]:
    """小儿子 said to do what the sentence has 大儿子 doing, in the clause beside."""
    text = comparison.report.text
    for finding in comparison.findings:
        word = finding.piece.text
        if finding.state != SAME or len(word) < 2 or len(word) > 4 or word[0] not in _OTHERS or word in _NO_PAIR:
            continue
        rival = next((o + word[1:] for o in _OTHERS[word[0]] if o + word[1:] in text), "")
        if not rival or rival in statement.text or rival in _NO_PAIR:
            continue
        rest = [f for f in comparison.findings if f is not finding and f.piece.span.start >= finding.piece.span.end]
        rest = [f for f in rest if f.piece.weight >= 0.5]
        told = len(rest) >= 2 or [f.piece.tag for f in rest] == ["v"]
        if told and _held(text, rival, rest) == len(rest) and _held(text, word, rest) < len(rest):
            return [Difference("other", word, rival)]
    return []


def _held(text: str, word: str, rest: Sequence[Finding]) -> int:
    """How many findings stand in the best clause that holds a word."""
    best, at = 0, 0
    for clause in re.split("([，。；！？])", text):
        if word in clause:
            best = max(best, sum(any(at <= a and b <= at + len(clause) for a, b in f.spots) for f in rest))
        at += len(clause)
    return best


def _contrast_en(statement: Statement, comparison: Comparison) -> list[Difference]:
    """The right eye where the sentence has 左眼 and no 右."""
    text = comparison.report.text
    for match in re.finditer(rf"\b(?P<word>{'|'.join(_EN)}) (?=\w)", statement.text):
        sign = _EN[match["word"]]
        noun = next((f for f in comparison.findings if 0 <= f.piece.span.start - match.end() <= 1), None)
        noun = noun or next((f for f in comparison.findings if f.piece.span.start == match.start()), None)
        if noun is None or sign in text:
            continue
        for start, _ in noun.spots:
            before = text[start - 1 : start]
            if before and before in _OTHERS[sign]:
                return [Difference("other", match["word"], text[start - 1 : start + 1])]
    return []


def keeps_modifiers(statement: Statement, comparison: Comparison) -> bool:
    """Does each sign of the claim that says which one (左, 女), too short to be looked for, stand in the report?"""
    if statement.lang != "zh":
        return True
    return not any(
        sign in _MODIFIES
        and sign not in comparison.report.text
        and sign not in comparison.report.around
        and not _in_found(comparison, at)
        for at, sign in enumerate(statement.text)
    )


def _in_found(comparison: Comparison, at: int) -> bool:
    """Is a sign part of what was looked for as a whole, and found, or of another word than it seems (左右, 首次)?"""
    return any(
        f.piece.span.start <= at < f.piece.span.end and (f.strength >= 0.8 or f.piece.kind not in ("word", "name"))
        for f in comparison.findings
    )
