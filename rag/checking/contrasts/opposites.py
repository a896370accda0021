"""Two sides of one matter that share no word: free or paid, on line or at the counter, closed or open.

A report that stands on the other side denies the statement though neither has a 不; on the same side, it bears it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answers import Difference
from rag.checking.wording.bonds import Comparison, Statement

_NO = r"(?:无[需须]|不[用必需]|毋需|免于|没有)(?:自己|个人|本人)?"
_SIDED = "眼|手|脚|腿|臂|肩|耳|膝|侧|上角|下角|边(?!缘)"
_SIDED_EN = "eye|hand|foot|leg|arm|shoulder|ear|knee|side|bank|lung|kidney"
_PAYS = r"(?:承担|负担|出钱|掏钱|缴纳|缴费|付费|付钱|花钱|支付|自费|掏腰包)"


@dataclass(frozen=True, slots=True)
class Matter:
    """What has two sides. The first pattern is looked for first: what it takes does not speak for the other."""

    one: re.Pattern[str]
    other: re.Pattern[str]


def _matter(one: str, other: str) -> Matter:
    return Matter(re.compile(one, re.I), re.compile(other, re.I))


MATTERS = (
    _matter(
        rf"{_NO}{_PAYS}|(?:一分钱|分文)(?:也|都)?(?:不|没)(?:用|必|要|需)?(?:自己)?(?:出|花|掏|交|付)|分文不(?:取|收)|(?:个人|自己|居民|群众)(?:无[需须]|不[用必需]?){_PAYS}"
        r"|财政(?:全额)?(?:保障|承担|负担)|免费(?!救)|(?<![有尽])义务(?=[\u4e00-\u9fff]{2})(?!教育|人|兵|献血)"
        r"|不(?:收|要|用花)钱|不收取?[^，。]{0,4}费|免收|\bfree of charge\b|\bfor free\b"
        r"|\b(?:not|n't) (?:have to |need to )?pay\b|need not pay|without pay",
        rf"(?:个人|自己|自行|居民|投保人|本人)[^，。]{{0,4}}{_PAYS}"
        r"|自费|自付|自掏腰包|有偿|[要须得向][^，。]{0,8}收费|收取[^，。]{0,6}费|需[^，。]{0,4}缴费"
        r"|\b(?:must|have to|has to|had to) pay\b|pays?\b[^.]{0,40}\b(?:themselves|himself|herself|own)"
        r"|\bpaid (?:for )?by [^.]{0,30}\b(?:themselves|himself|herself)\b"
        r"|at (?:their|one's) own expense|out of (?:their|his|her) own pocket",
    ),
    _matter(
        r"在线|线上|网上|网络(?:报名|提交|申请|申报|平台)|小程序|电子邮[箱件]|电子版|word文档"
        r"|by e-?mail|\bonline\b|electronically",
        r"(?<!招聘)现场(?=提交|报名|申请|办理|申报|递交|缴)|线下|窗口|邮寄|纸质|当面|书面递交"
        r"|on paper|by post|by mail|in person|\boffline\b",
    ),
    _matter(
        r"(?:未|没有?|不得|从未|尚未)(?:公开|曾|在[^，。]{0,6})?发表|首次发表"
        r"|\b(?:un|never |not (?:have |has |been |yet |already |previously )*)published",
        r"(?:已经?|公开|曾|可以?是?)[^，。]{0,6}发表过?"
        r"|\bbeen published|previously published|published before|already published",
    ),
    _matter(
        r"(?:禁止|严禁|谢绝)[^，。；]{0,14}(?:通行|进入|[入进][内校园村])|不得(?:通行|进入|[入进][内校园村])|封闭施工|全封闭"
        r"|closed to (?:traffic|pedestrians)",
        r"(?:可以?|照常|正常|恢复|允许)(?:通行|进入|[入进][内校园村])|走[^，。]{0,6}(?:便道|便桥|辅道)|绕行便道"
        r"|open to (?:traffic|pedestrians)",
    ),
    _matter(
        r"不休|不打烊|照常(?:开放|营业|开馆|开诊)|无休|open every day", r"闭馆|休息|停诊|停业|歇业|不开放|closed on"
    ),
    _matter(
        r"(?:视为|视作|等于)(?:自动|自愿|主动)?(?:放弃|弃权)|取消[^，。]{0,10}资格|(?:不予|概不|恕不|不再)(?:受理|补办|接收|接受|办理)"
        r"|\b(?:loses?|lost|forfeit\w*|gives? up) (?:the |their |his |her )?(?:right|chance|place|eligibility)"
        r"|\b(?:no longer|not) (?:be )?(?:accepted|eligible|able to (?:join|take part|apply))",
        r"(?:仍|还|仍然|依然|照样)(?:可以?|能够?)[^，。]{0,4}(?:参加|参保|报名|申请|申报|办理|补)|可以?补(?:办|报|交)"
        r"|\b(?:can|may|could) still (?:\w+ ){0,2}?(?:join|take part|apply|register|enter|enrol)",
    ),
    _matter(r"自愿", r"强制|必须(?:参加|报名|投保)|硬性(?:要求|规定)|compulsory|obligatory"),
    _matter(
        r"全部|全体|所有人?都|一律|无一例外|\ball of the\b|\bevery one of\b",
        r"只有[^，。]{0,4}部分|(?<!大)(?<!绝大)一?部分[^，。]{0,3}人|少数|个别人|\bonly (?:some|a few|part)\b",
    ),
    _matter(
        r"提前(?:了|[一二两三四五六七八九十半\d])|\bahead of (?:schedule|time|plan)\b|\bearlier than planned\b",
        r"推迟|延期|延误|拖延|滞后|\bdelayed\b|\bbehind schedule\b|\blater than planned\b",
    ),
    _matter(
        r"持平|没有?变化?|保持不变|\bunchanged\b|\bthe same as last year\b",
        r"上涨|涨了|上调|下调|降了|下降了|\b(?:rose|went up|fell|went down)\b",
    ),
    _matter(
        r"无(?:人|一人)?(?:员)?(?:受伤|伤亡|死亡)|没有?[^，。]{0,4}(?:受伤|伤亡|死亡)|未造成[^，。]{0,4}伤亡"
        r"|\bno (?:casualties|injuries)\b|\b(?:nobody|no one) was (?:hurt|injured|killed)\b",
        r"[一二三四五六七八九十两\d][名人位][^，。]{0,4}(?:受伤|死亡|遇难)|\b(?:was|were) (?:hurt|injured|killed)\b",
    ),
    _matter(
        rf"左(?:{_SIDED})|\bleft (?:{_SIDED_EN})\b",
        rf"右(?:{_SIDED})|\bright (?:{_SIDED_EN})\b",
    ),
    _matter(
        r"开场(?=[\u4e00-\u9fff]|《)|[拉揭]开[^，。]{0,6}[帷序大]幕|\b(?:open|began|begun|beg[ai]n|start)\w* with\b"
        r"|\bopening (?:dance|act|number|song|item|piece)\b",
        r"压轴|(?:收尾|收场|谢幕|终场)|中(?:圆满)?(?:结束|落幕|落下帷幕|收官)|最后一个节目"
        r"|\b(?:clos|end|finish|conclud|wound up|round)\w* (?:off )?with\b|\bfinale\b"
        r"|\b(?:closing|final|last) (?:dance|act|number|song|item|piece)\b",
    ),
    _matter(r"室内|\bindoors?\b", r"室外|露天|户外|\boutdoors?\b|\bopen[- ]air\b"),
    _matter(
        r"现役|在役|\bserving (?:soldier|officer|member)|\bin active service\b|\bon active duty\b",
        r"退[伍役]|转业|复员|\bveterans?\b|\b(?:retired|former) (?:soldier|officer|serviceman)",
    ),
    _matter(
        r"(?:独自|单独|独家|自行)(?:举[办行]|主办|组织|开展|承[办担])"
        r"|\bon its own\b|\bsingle-handed|\bby itself\b|\bsolely by\b",
        r"联合(?!国|会|体|社)|携手|共同(?:举[办行]|主办|开展|组织|承办)|\bjointly\b",
    ),
    _matter(r"专职|全职|\bfull[- ]time\b", r"兼职|\bpart[- ]time\b"),
    _matter(r"民营|私营|私立|\bprivate(?:ly)?\b", r"国有|国营|公立|\bstate[- ]owned\b|\bstate[- ]run\b"),
    _matter(r"小学生?|\bpupils?\b|\bprimary[- ]school\b", r"大学生|大学|\b(?:university|college|undergraduate)\b"),
    _matter(r"上午|清晨|早上|早晨|\bmorning\b", r"下午|傍晚|晚上|夜间|当晚|\bafternoon\b|\bevening\b|\bat night\b"),
    _matter(
        r"已(?!故|婚|知|往)|\balready\b",
        r"(?:准备|计划|打算|力争|争取|拟)(?=[申建开推完启实设引打新再举])",
    ),
    _matter(r"(?:再次|又一次|第[二三四五六七八九十]+次|again)", r"首次|第一次|头一次|for the first time"),
)
"""What local papers report of in either way; both sides in either language."""


SPOKEN = 0.2
"""How much of the statement must stand in a sentence for the two to speak of one matter."""
_LONG = 24
"""Characters of words on one side that are shown as one."""


def find_opposites(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the claim and the sentence stand on two sides of one matter."""
    for mine, theirs, same in _sides(statement.text, comparison.report.text):
        if not same and comparison.inside >= SPOKEN:
            return [Difference("negation", mine, theirs)]
    return []


def agreed(statement: str, report: str) -> list[str]:
    """The words of a statement that stand for the side on which the report stands too."""
    return [mine for mine, _, same in _sides(statement, report) if same]


def _sides(statement: str, report: str) -> list[tuple[str, str, bool]]:
    found = []
    for matter in MATTERS:
        mine, theirs = _side(matter, statement), _side(matter, report)
        if mine and theirs:
            found.append((mine[1], theirs[1], mine[0] == theirs[0]))
    return found


def _side(matter: Matter, text: str) -> tuple[int, str] | None:
    """Which side a text takes and by which words; None for neither or both."""
    first = list(matter.one.finditer(text))
    rest = matter.one.sub(lambda m: "\0" * len(m.group()), text)
    second = list(matter.other.finditer(rest))
    if bool(first) == bool(second):
        return None
    found = first or second
    whole = text[found[0].start() : found[-1].end()]
    return (1 if first else 2), whole if len(whole) <= _LONG else found[0].group()
