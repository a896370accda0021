"""Names and roles: who is meant by 记者 王小明 通讯员 李红."""

from __future__ import annotations

import re

from index.clean import HAN
from index.records import Byline

# The census's most frequent surnames, those of the Hundred Family Surnames that begin few other words, and the usual
# double ones.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文葛靳温樊洪祁"
    "兰殷施倪辛管翟安颜庞牛岳齐庄聂章鲁伍舒梅纪焦左路季关喻柴耿凌欧申毕裴詹华瞿霍翁柯成甘宁苗尤符米阮柳霍舒屈饶时卜"
    "占邬车蒲涂游卓蓝房牟项艾古卫冉解冷佟甄商宗晏苟褚穆蔺荆边池冀鲍单骆佘郎应习仇娄宫封管曲海仝亓要降逯弓续雒薄桑邢"
    "慕党皮盛滕祝窦谷麻鄢缪巩隋宣岑臧匡谈危花满乐景卞衡蒙狄戚俞敖闵伏苑税仲燕扈寇丛师郁国晋原巨阴贡赫和弋秋栗尚燕权"
    "郄来都丘乌云井亢仉代伊佴储傅冼刁包勾卯印厉吉司咸奚姬宓宿富尧屠岱巢巫巴帅席幸庾廉强惠戈戎扶揭支敬昝晁杭柏查栾桂植檀"
    "沃沙浦湛滑濮牧璩盖睢祖禄禹章童竺符简粟糜索缑羊羿胥芮荀荣萧蒯蓟蔚虞裘訾计贝费辜连逄邰邴邸郇郏郗郜郤郦鄂鞠钮钦锁闻阙阚阳"
    "隆隗雍韶晃展撒后养於茹终恽佟厍锺逮"
    "楊陳劉張趙吳黃馬孫鄭羅謝許韓鄧馮蕭葉蘇盧鍾譚陸範賈鄒閻龍賀顧嚴錢湯喬賴溫莊魯歐畢衛"
)
_DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "端木", "夏侯")
SURNAMES = (*_DOUBLE_SURNAMES, *sorted(_SURNAMES))
"""Surnames, those of two signs first."""

ROLE = (
    r"(?:本报|本刊|本台|全媒体|融媒体?|特约|首席|实习|见习|驻[\u4e00-\u9fff]{2,4}"
    r"|[\u4e00-\u9fff]{2,6}(?:日报|晚报|融媒体?中心))*(?:记者|通讯员|通訊員|記者)"
    r"|摄影报道|摄影报导|摄影|攝影|图文报道|文[/／、\s]*图[/／、]*摄?|图[/／、\s]*文|图片|文字|供图|供稿|通讯|整理"
    r"|摄|攝|报道|报导|文|图"
)
"""The words for what somebody did, as a regex."""
BULLETS = "□■●◎◇◆▲△○〇★☆※"
"""Signs that stand before a reporter's line."""

_ROLE = re.compile(ROLE)
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")
_SPLIT = re.compile(r"[\s、，,/／:：；;|｜]+")
_NO_NAMES = re.compile(r"提供|试行|扩大|附后|左|右|暂行|下转|上接|以下|简称|如图|资料|注")
_REPORTERS = frozenset({"记者", "本报记者", "实习记者", "通讯员"})
_REPORTED = frozenset({"摄影报道", "摄影报导", "报道", "报导", "图文报道"})
_AFTER_NAME = frozenset({"摄", "文/图", "署名", ""})
"""Roles that may follow the name: 王艳 摄."""
_PLAIN_ROLES = {
    "記者": "记者", "通訊員": "通讯员", "通讯": "通讯员", "摄影": "摄", "攝影": "摄", "攝": "摄", "图片": "摄",
    "供图": "摄", "图": "摄", "文字": "文/图", "供稿": "署名", "整理": "署名", "文": "署名",
}  # fmt: skip
_JOINT = re.compile(r"文.*图|图.*文")


def is_name(token: str) -> bool:
    """Does the token look like a person's name (a surname and one or two characters, or a name with a dot)?"""
    if not _NAME.fullmatch(token):
        return False
    return "·" in token or (len(token) <= 3 and token[0] in _SURNAMES) or token.startswith(_DOUBLE_SURNAMES)


def _plain_role(word: str) -> str:
    if word in _REPORTED:
        return ""
    if _JOINT.search(word):
        return "文/图"
    if "实习记者" in word or "见习记者" in word:
        return "实习记者"
    if word.startswith("本报") and word.endswith("记者"):
        return "本报记者"
    if word.endswith(("记者", "記者")):
        return "记者"
    if word.endswith(("通讯员", "通訊員")):
        return "通讯员"
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


class _People:
    """Collects names under the role that goes for them; the role stands before the names or after them."""

    def __init__(self) -> None:
        self.found: list[Byline] = []
        self.waiting: list[str] = []
        self.role = ""

    def take(self, stretch: str) -> bool:
        """Note the names of a stretch between roles; False where something in it is no name."""
        tokens = _join_single([part for t in _SPLIT.split(stretch) if t for part in _split_names(t)])
        # Beside a role or another's name a rare surname is believed too.
        trusted = self.role in _REPORTERS or any(map(is_name, tokens))
        for token in tokens:
            most = 4 if self.role in _REPORTERS else 3
            if not (is_name(token) or (trusted and len(token) <= most and _NAME.fullmatch(token))):
                return False
            self.waiting.append(token)
        return True

    def give(self, role: str) -> None:
        """Give the noted names a role."""
        self.found.extend(Byline(name, role or "署名") for name in self.waiting)
        self.waiting.clear()

    def meet(self, word: str, ends: bool) -> None:
        """Meet a role word; `ends` says that nothing follows it."""
        new = _plain_role(word)
        after = new in _AFTER_NAME
        if after and ends:
            self.give(self.role or new)
        elif after and self.waiting and word not in ("文", "图") and not self.role:
            self.give(new)
        else:
            self.give(self.role)
            self.role = new


def _is_in_name(inner: str, match: re.Match[str]) -> bool:
    """Is 文 or 图 a character of a name (文明, 徐超文), not a role?"""
    if match.group() not in ("文", "图"):
        return False
    if match.end() < len(inner) and inner[match.end()] not in " :：/／、":
        return True
    before = re.split(r"[\s、/／:：]", inner[: match.start()])[-1]
    return 0 < len(before) <= 2 and "图" not in inner[match.end() :] and match.group() == "文"


def parse_people(inner: str) -> tuple[Byline, ...] | None:
    """The people of a by-line's inside, or None where it is no by-line."""
    inner = inner.strip(" \u3000" + BULLETS)
    if not inner or _NO_NAMES.search(inner):
        return None
    people = _People()
    at = 0
    for match in _ROLE.finditer(inner):
        word = match.group()
        ends = match.end() == len(inner)
        if _is_in_name(inner, match):
            continue
        if not people.take(inner[at : match.start()]):
            return None
        people.meet(word, ends)
        at = match.end()
    if not people.take(inner[at:]):
        return None
    people.give(people.role)
    if people.found:
        return tuple(people.found)
    return (Byline(name="", role=people.role),) if people.role else None
