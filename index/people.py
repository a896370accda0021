"""Names and roles: who is meant by 记者 王小明 通讯员 李红."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.clean import HAN
from index.records import Byline
from index.roles import AFTER_NAME, BULLETS, EDITORS, REPORTERS, ROLE, plain_role

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

_COMMON = frozenset("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余")
"""The most frequent ones: half of all names."""
_RARE = frozenset(
    "剡骞妥撖帖库尕要乜仝佴勾卯呙哈巩弋折撒敏普杞柒柏漆盘禤禾芦苍茆莘萨藏虎豆负达那邝酆里镡闪隽青鲜鹿黑麦谌迟水铁年寿承拓信暴"
    "候展揭母战矫朴栗仓化印同冬凯利励台官宛宦居嵇延怀恒晟束松枚楚汲渠澹火炅爨环班百皇直眭稽笪羌臣苌苴茅蓬谯贲遇邳郅钭门随雪颇颛鱼"
)
"""Surnames that are believed beside a role or in the bracket that closes a text: they begin common words too."""
_PARTS = re.compile(
    "扎西|次仁|卓玛|多吉|央金|格桑|旺堆|尼玛|达瓦|边巴|拉姆|丹增|旦增|洛桑|仁青|才让|尕藏|平措|罗布|加措|卓嘎|白玛|德吉|旺姆|索朗|斯琴|高娃"
    "|其其|乌云|巴特|那仁|苏日|格日|图雅|呼和|额尔|阿依|古丽|买买|吐尔|艾力|热合|努尔|巴依"
)
"""Parts of Tibetan, Mongolian and Uyghur names, which are printed without a dot as well."""
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")
_SIGNED = "署名"
"""The role of those of whom nothing but the name is printed."""
_SEPARATOR = re.compile("[、，,/／:：；;|｜_]+")
_OFFICE = re.compile(
    rf"[{HAN}]{{2,14}}[局委部院校办会厅处所站队台网镇乡村矿厂]|[{HAN}]{{1,12}}(?:医院|社区|街道|融媒体?|中心|支队|大队|公司|集团"
    r"|[大中小]学|日报|晚报|新闻|银行|支行|党委|支部|工委|妇联|工会|法院|检察院)"
)
"""Where those work who sign: （县医院 王小明）."""
_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|\d{3,4}-?\d{7,8})(?!\d)")
_FOREIGN_RUN = re.compile(rf"(?P<first>[{HAN}]+·[{HAN}]{{2,4}}?)(?P<last>[{HAN}]{{3}})")
"""A name with a dot to which the next one is joined: 阿依努尔·买买提王小明."""
_SHORTEST_RUN = 4
"""Signs of the shortest run that may hold two names."""
_LONGEST_LINE = 1000
"""Signs of the longest by-line; without a bound a hostile one takes the square of its length (row C15)."""
_ROLE = re.compile(ROLE)
_NO_ROLE_ALONE = re.compile("文字|图片|文|图|摄影|通讯|整理")
"""Words for a role that other words begin or end with too."""
_NO_NAMES = re.compile(r"提供|试行|扩大|附后|[左右](?:图|起|[一二三四]|$)|暂行|下转|上接|以下|简称|如图|资料|注")
_NO_NAME = re.compile(
    "[试暂案订摘选编译转载续完略版注附待未讯稿例号式种类供见页栏上下之第篇集期图表]|^[一二三四五六七八九十]+$"
)
"""Signs of the other words that close a text in brackets."""
_SHORT_OFFICES = frozenset({"医院", "融媒", "妇联", "社区", "法院", "党委"})
"""Ends of words of three signs that are offices and no names."""
_FOREIGN, _STRANGE, _TWO_SURNAMES, _UNCOMMON, _SHORT = 2.2, 2.5, 0.9, 0.8, 0.3
"""What speaks against a name in a run: four signs, no surname, both parents' surnames, a rare one, only two signs."""
_SECOND = 0.1
"""What speaks against a name with a surname that is known, but not among the most frequent."""
_MOST_AGAINST, _MOST_AGAINST_LONG, _LONG = 1.7, 2.3, 7
"""What may speak against a run in all; and against one of so many signs, where one strange name is likely."""


_ABSTRACT = "感率"
"""Ends of what is felt or measured, which no given name has: 幸福感, 安全感, 成功率."""


def is_name(token: str) -> bool:
    """Does the token look like a person's name (a surname and one or two characters, or a name with a dot)?"""
    if not _NAME.fullmatch(token) or (len(token) == 3 and token[-1] in _ABSTRACT):
        return False
    return "·" in token or (len(token) <= 3 and token[0] in _SURNAMES) or token.startswith(_DOUBLE_SURNAMES)


def may_be_name(token: str) -> bool:
    """Does it look like a name where one must stand, beside a role: `is_name`, or three signs with a rare surname?"""
    return is_name(token) or (len(token) == 3 and bool(_NAME.fullmatch(token)) and token[0] in _RARE)


def _against(name: str) -> float:
    """What speaks against these two to four signs being one name."""
    if name.startswith(_DOUBLE_SURNAMES) and len(name) > 2:
        return 0.0
    if len(name) == 4:
        both = name[0] in _SURNAMES and name[1] in _SURNAMES
        return _SHORT if _PARTS.search(name) else _TWO_SURNAMES if both else _FOREIGN
    short = _SHORT if len(name) == 2 else 0.0
    for surnames, cost in ((_COMMON, 0.0), (_SURNAMES, _SECOND), (_RARE, _UNCOMMON)):
        if name[0] in surnames:
            return cost + short
    return _STRANGE + short


def split_names(run: str) -> tuple[str, ...]:
    """The names of a run that lost its spaces at a line's end (王小明李小红), or the run itself where it holds none."""
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *[None] * len(run)]
    for end in range(2, len(run) + 1):
        for size in (2, 3, 4):
            before = best[end - size] if end >= size else None
            if before is None:
                continue
            name = run[end - size : end]
            cost = before[0] + _against(name)
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = (cost, (*before[1], name))
    found = best[-1]
    most = _MOST_AGAINST_LONG if len(run) >= _LONG else _MOST_AGAINST
    return found[1] if found and found[0] <= most else (run,)


def _tokens(stretch: str) -> list[str]:
    """The names of a stretch; 王 伟 and 王 小 明 are letter-spaced and one name each."""
    found: list[str] = []
    for piece in filter(None, _SEPARATOR.split(stretch)):
        parts = piece.split()
        if any(len(part) == 1 for part in parts):
            parts = ["".join(parts)]
        for part in parts:
            foreign = _FOREIGN_RUN.fullmatch(part)
            if foreign and is_name(foreign["last"]):
                found += [foreign["first"], foreign["last"]]
                continue
            whole = "·" in part or len(part) < _SHORTEST_RUN or is_name(part)
            found += [part] if whole else split_names(part)
    return found


class _People:
    """Collects names under the role that goes for them; the role stands before the names or after them."""

    def __init__(self, *, trusted: bool, closes: bool, alone: bool) -> None:
        self.trusted, self.closes = trusted, closes
        self.most = _STRANGE + _SHORT if alone else _STRANGE - _SHORT
        """What may speak against a name where nothing else speaks for it."""
        self.found: list[Byline] = []
        self.waiting: list[str] = []
        self.role = ""

    def take(self, stretch: str) -> bool:
        """Note the names of a stretch between roles; False where something in it is no name."""
        tokens = [token for token in _tokens(stretch) if not self._is_office(token)]
        # Beside a role or another's name a rare surname is believed too.
        trusted = self.trusted or self.role in REPORTERS or any(map(is_name, tokens))
        for token in tokens:
            most = 4 if self.role in REPORTERS or (self.closes and _against(token) < _UNCOMMON + _SHORT) else 3
            likely = trusted or (self.closes and _against(token) <= self.most and not _NO_NAME.search(token))
            if not (is_name(token) or (likely and len(token) <= most and _NAME.fullmatch(token))):
                return False
            self.waiting.append(token)
        return True

    def _is_office(self, token: str) -> bool:
        """Is it where the writers work, which closes a text together with their names?"""
        if not self.closes or len(token) < 3 or not _OFFICE.fullmatch(token):
            return False
        return len(token) > 3 or token[-2:] in _SHORT_OFFICES or not is_name(token)

    def give(self, role: str) -> None:
        """Give the noted names a role; those who only edited it are none of its writers."""
        if role not in EDITORS:
            self.found.extend(Byline(name, role or _SIGNED) for name in self.waiting)
        self.waiting.clear()

    def meet(self, word: str, ends: bool) -> None:
        """Meet a role word; `ends` says that nothing follows it."""
        new = plain_role(word)
        after = new in AFTER_NAME
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
    if not before or (match.end() < len(inner) and inner[match.end()] in ":："):
        return False
    # 王小明文 李红图: both are written close to the names, and what is left is a name
    other = "图" if match.group() == "文" else "文"
    return not (is_name(before) and re.search(rf"[{HAN}]{other}(?:$|[\s、])", inner))


def parse_people(inner: str, *, closes: bool = False, alone: bool = False) -> tuple[Byline, ...] | None:
    """The people of a by-line's inside, or None where it is no by-line.

    `closes`: it stands in the brackets that close a text, where a name with a rare surname is likelier than a word;
    `alone`: on a line of its own, where any name is.
    """
    if len(inner) > _LONGEST_LINE:
        return None
    inner = _PHONE.sub("", inner).strip(" \u3000" + BULLETS)
    if not inner or _NO_NAMES.search(inner):
        return None
    roles = [match for match in _ROLE.finditer(inner) if not _is_in_name(inner, match)]
    sure = any(not _NO_ROLE_ALONE.fullmatch(match.group()) for match in roles)
    people = _People(trusted=sure and closes, closes=closes, alone=alone)
    at = 0
    for match in roles:
        if not people.take(inner[at : match.start()]):
            return None
        people.meet(match.group(), match.end() == len(inner))
        at = match.end()
    if not people.take(inner[at:]):
        return None
    people.give(people.role)
    if people.found:
        return tuple(people.found)
    return (Byline(name="", role=people.role),) if people.role else None


def merge_people(one: Iterable[Byline], other: Iterable[Byline]) -> tuple[Byline, ...]:
    """Both lists of people in order; of somebody in both, the role that says more than that the name is signed."""
    found: dict[str, Byline] = {}
    for person in (*one, *other):
        known = found.get(person.name)
        if known is None or known.role == _SIGNED:
            found[person.name] = person
    return tuple(found.values())
