"""Who wrote it: the openings 本报讯(记者 …), and by-lines at the end, inline or on their own line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.clean import HAN
from index.records import Byline

# The 300 most frequent surnames of the census (they cover some 98 % of the population) and the usual double ones.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文葛靳温樊洪祁"
    "兰殷施倪辛管翟安颜庞牛岳齐庄聂章鲁伍舒梅纪焦左路季关喻柴耿凌欧申毕裴詹华瞿霍翁柯成甘宁苗尤符米阮柳霍舒屈饶时卜"
    "占邬车蒲涂游卓蓝房牟项艾古卫冉解冷佟甄商宗晏苟褚穆蔺荆边池冀鲍单骆佘郎应习仇娄宫封管曲海仝亓要降逯弓续雒薄桑邢"
    "慕党皮盛滕祝窦谷麻鄢缪巩隋宣岑臧匡谈危花满乐景卞衡蒙狄戚俞敖闵伏苑税仲燕扈寇丛师郁国晋原巨阴贡赫和弋秋栗尚燕权郄来都"
    "楊陳劉張趙吳黃馬孫鄭羅謝許韓鄧馮蕭葉蘇盧鍾譚陸範賈鄒閻龍賀顧嚴錢湯喬賴溫莊魯歐畢衛"
)
_DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "端木", "夏侯", "东方")

ROLE = (
    r"(?:本报|本刊|本台|全媒体|融媒体?|特约|首席|实习|见习|驻[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}(?:日报|晚报|融媒体?中心))*"
    r"(?:记者|通讯员|通訊員|記者)"
    r"|摄影报道|摄影报导|摄影|攝影|图文报道|文[/／、\s]*图[/／、]*摄?|图[/／、\s]*文|图片|文字|供图|供稿|通讯|整理|摄|攝|报道|报导|文|图"
)
_ROLE = re.compile(ROLE)
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")
_SPLIT = re.compile(r"[\s、，,/／:：；;|｜]+")
_BULLETS = "□■●◎◇◆▲△○〇★☆※"

_OPENING = re.compile(
    rf"[{_BULLETS}]?\s*(?P<mark>"
    rf"(?:本报|本刊|本台|本网|[{HAN}]{{2,6}}(?:社|报|网|融媒))"
    rf"(?:讯|訊|(?:[{HAN}]{{2,6}})?(?:\d{{1,2}}月\d{{1,2}}日)?[电電讯訊]|(?=\s*[(（][^()（）]{{0,12}}(?:记者|記者|通讯员))))"
    r"\s*(?P<paren>[(（][^()（）。]{2,60}[)）])?\s*"
    rf"(?P<plain>(?:{ROLE})[\s:：]*[^。，]{{2,40}}?(?:报道|报导|摄影报道)\s*[:：]?|(?:记者|通讯员)\s+[{HAN} ]{{2,30}}?(?=\s+[{HAN}“\d]))?\s*"
)
_PAREN_OPENING = re.compile(rf"[(（](?P<inner>(?:{ROLE})[^()（）。]{{2,50}})[)）]\s*")
_TAIL = re.compile(r"(?P<before>^|[。！？…”’!?》）)]|\s)\s*(?P<byline>[(（](?P<inner>[^()（）。！？]{1,60})[)）])\s*$")
_BARE_TAIL = re.compile(
    rf"(?P<before>[。！？…”’!?])\s*(?P<byline>(?:(?:{ROLE})\s*[:：]?\s*[{HAN}·]{{2,5}}(?:[\s、]+[{HAN}·]{{2,4}})*\s*)+(?:摄影报道|报道|摄)?)$"
)
_LINE = re.compile(
    rf"(?P<bullet>[{_BULLETS}]\s*)?(?P<inner>(?:{ROLE})?[\s:：]*[{HAN}·/／、:： 　]{{1,60}})"
)
_COLUMN_CREDIT = re.compile(rf"(?:本栏|本版|本组)?(?:图片|照片|摄影)(?:均?由|[:：])\s*(?P<names>[{HAN}、 ]{{2,20}}?)\s*(?:提供|摄影|拍摄|摄)?")
_NO_NAMES = re.compile(r"提供|试行|扩大|附后|左|右|暂行|下转|上接|以下|简称|如图|资料|注")
_PLAIN_ROLES = {
    "記者": "记者", "通訊員": "通讯员", "通讯": "通讯员", "摄影": "摄", "攝影": "摄", "攝": "摄", "图片": "摄", "供图": "摄", "图": "摄", "文字": "文/图",
    "供稿": "署名", "整理": "署名", "文": "署名",
}
_JOINT = re.compile(r"文.*图|图.*文")


@dataclass(frozen=True, slots=True)
class Signature:
    """A by-line as parsed and as printed."""

    people: tuple[Byline, ...]
    text: str


def is_name(token: str) -> bool:
    """Does the token look like a person's name (a surname and one to three characters)?"""
    if not _NAME.fullmatch(token):
        return False
    return "·" in token or (len(token) <= 3 and token[0] in _SURNAMES) or token.startswith(_DOUBLE_SURNAMES)


def _plain_role(word: str) -> str:
    if word in ("摄影报道", "摄影报导", "报道", "报导", "图文报道"):
        return ""
    if _JOINT.search(word):
        return "文/图"
    for kind in ("实习记者", "见习记者"):
        if kind in word:
            return "实习记者"
    if word.startswith("本报") and word.endswith("记者"):
        return "本报记者"
    if word.endswith(("记者", "記者")):
        return "记者"
    return _PLAIN_ROLES.get(word, word)


def _join_single(tokens: list[str]) -> list[str]:
    """Put letter-spaced names together: 王 伟 is one name."""
    out: list[str] = []
    pending = ""
    for token in tokens:
        if len(token) == 1:
            pending += token
            if len(pending) == 3 or (len(pending) == 2 and pending[0] in _SURNAMES):
                out.append(pending)
                pending = ""
            continue
        if pending:
            out.append(pending)
            pending = ""
        out.append(token)
    return [*out, pending] if pending else out


def _split_names(token: str) -> tuple[str, ...]:
    """Two names whose space was lost at a line break: 王小明李小红."""
    if 4 <= len(token) <= 6 and not is_name(token):
        for at in (3, 2):
            if is_name(token[:at]) and is_name(token[at:]):
                return token[:at], token[at:]
    return (token,)


def parse_people(inner: str) -> tuple[Byline, ...] | None:
    """The people of a by-line's inside, or None where it is no by-line."""
    inner = inner.strip(" \u3000" + _BULLETS)
    if not inner or _NO_NAMES.search(inner):
        return None
    people: list[Byline] = []
    at, role = 0, ""
    seen_role = False
    waiting: list[str] = []

    def take(stretch: str) -> bool:
        for token in _join_single([part for t in _SPLIT.split(stretch) if t for part in _split_names(t)]):
            if not (is_name(token) or (role in ("记者", "本报记者", "实习记者", "通讯员") and _NAME.fullmatch(token) and len(token) <= 4)):
                return False
            waiting.append(token)
        return True

    def give(name_role: str) -> None:
        people.extend(Byline(name=name, role=name_role or "署名") for name in waiting)
        waiting.clear()

    for match in _ROLE.finditer(inner):
        word = match.group()
        if len(word) == 1 and word in "文图" and match.end() < len(inner) and inner[match.end()] not in " :：/／、":
            continue  # a name that begins with 文, not a role
        if not take(inner[at : match.start()]):
            return None
        seen_role = True
        new = _plain_role(word)
        if new in ("摄", "文/图", "署名", "") and waiting and word not in ("文", "图") and not role:
            give(new or "署名")  # 王艳 摄: the role follows the name
            role = ""
        elif new in ("摄", "文/图", "") and match.end() == len(inner):
            give(role or new or "署名")
        else:
            give(role)
            role = new
        at = match.end()
    if not take(inner[at:]):
        return None
    give(role)
    if not people:
        return (Byline(name="", role=role or "署名"),) if seen_role and role else None
    return tuple(people)


def cut_opening(text: str) -> tuple[str, Signature | None, bool]:
    """Text without 本报讯(记者 …), the signature in it, and whether there was such an opening."""
    match = _OPENING.match(text)
    if match is None:
        paren = _PAREN_OPENING.match(text)
        people = parse_people(paren["inner"]) if paren else None
        if paren and people:
            return text[paren.end() :], Signature(people, paren.group().strip()), True
        return text, None, False
    rest = text[match.end() :]
    signature = None
    for part in (match["paren"], match["plain"]):
        if not part:
            continue
        people = parse_people(part.strip("()（） :："))
        if people:
            signature = Signature(people, part.strip())
        elif part is match["paren"]:
            rest = part + rest
    return rest, signature, True


def cut_tail(text: str) -> tuple[str, Signature | None]:
    """Text without the by-line in which it ends, and that by-line."""
    match = _TAIL.search(text[-80:])
    found = match
    if match is None:
        found = _BARE_TAIL.search(text[-80:])
    if found is None:
        return text, None
    people = parse_people(found["inner"] if match is not None else found["byline"])
    if people is None:
        return text, None
    cut = len(text) - min(80, len(text)) + found.start("byline")
    return text[:cut].rstrip(), Signature(people, found["byline"].strip())


def read_line(line: str) -> Signature | None:
    """The signature that a line of its own holds: （王艳）, □ 本报记者 …, 记者 … 摄影报道, 本栏图片由…摄."""
    if len(line) > 60:
        return None
    credit = _COLUMN_CREDIT.fullmatch(line)
    if credit:
        people = parse_people(credit["names"])
        if people:
            return Signature(tuple(Byline(p.name, "摄") for p in people), line)
    inner = line
    if line[0] in "(（" and line[-1] in ")）":
        inner = line[1:-1]
        people = parse_people(inner)
        return Signature(people, line) if people else None
    match = _LINE.fullmatch(line)
    if match is None or not (match["bullet"] or _ROLE.match(match["inner"].strip())):
        return None
    people = parse_people(match["inner"])
    return Signature(people, line) if people else None
