"""Chinese names of places and bodies in English: the parts that say what they are translated, the rest in pinyin.

霁川县档案馆 is Jichuan County Archives; a name is sure where it ends in such a part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.questions.pinyin import join_syllables

PARTS = {
    "省": "Province", "市": "City", "县": "County", "区": "District", "镇": "Town", "乡": "Township", "村": "Village",
    "街道办事处": "Subdistrict Office", "街道": "Subdistrict", "社区": "Community", "小区": "Compound",
    "家园": "Homes", "公寓": "Apartments", "花园": "Garden", "广场": "Square", "公园": "Park", "大街": "Avenue",
    "大道": "Avenue", "街": "Street", "路": "Road", "巷": "Lane", "公路": "Highway", "高速公路": "Expressway",
    "国道": "National Highway", "大桥": "Bridge", "桥": "Bridge", "隧道": "Tunnel", "河": "River", "江": "River",
    "湖": "Lake", "水库": "Reservoir", "山": "Mountain", "古道": "Ancient Path", "绿道": "Greenway",
    "车站": "Station", "汽车站": "Bus Station", "火车站": "Railway Station", "站": "Station",
    "分站": "Branch Station", "机场": "Airport", "码头": "Wharf", "人民医院": "People's Hospital",
    "中医院": "Hospital of Chinese Medicine", "眼科医院": "Eye Hospital", "医院": "Hospital", "血站": "Blood Station",
    "中心血站": "Central Blood Station", "卫生院": "Health Centre", "门诊楼": "Outpatient Building",
    "中心小学": "Central Primary School", "小学": "Primary School", "中学": "Middle School",
    "第一中学": "No. 1 Middle School", "第二中学": "No. 2 Middle School", "一中": "No. 1 Middle School",
    "二中": "No. 2 Middle School", "学校": "School", "大学": "University", "学院": "College",
    "幼儿园": "Kindergarten", "第一": "No. 1 ", "第二": "No. 2 ", "图书馆": "Library", "档案馆": "Archives",
    "博物馆": "Museum", "文化馆": "Cultural Centre", "文化站": "Cultural Station", "体育馆": "Gymnasium",
    "体育场": "Stadium", "新馆": "New Building", "礼堂": "Hall", "会堂": "Hall", "大厅": "Hall",
    "新华书店": "Xinhua Bookstore", "书店": "Bookstore", "商场": "Shopping Centre", "超市": "Supermarket",
    "市场": "Market", "银行": "Bank", "公司": "Company", "有限公司": "Co., Ltd.", "股份有限公司": "Co., Ltd.",
    "集团": "Group", "有限责任公司": "Co., Ltd.", "分公司": "Branch", "支公司": "Sub-branch", "支行": "Sub-branch",
    "供电公司": "Power Supply Company", "自来水公司": "Waterworks Company", "财产保险": "Property Insurance",
    "人寿保险": "Life Insurance", "保险": "Insurance", "中国": "China", "太平洋": "Pacific", "全国": "National",
    "合作社": "Cooperative", "专业合作社": "Specialised Cooperative", "茶叶": "Tea", "食品": "Food",
    "建筑": "Construction", "产业园": "Industry Park", "工业园": "Industrial Park", "园区": "Park",
    "红十字会": "Red Cross", "妇联": "Women's Federation", "妇女联合会": "Women's Federation", "工会": "Trade Union",
    "总工会": "Federation of Trade Unions", "团委": "Youth League Committee", "协会": "Association",
    "学会": "Society", "联合会": "Federation", "基金会": "Foundation", "书法家": "Calligraphers'",
    "志愿者": "Volunteers'", "教育局": "Education Bureau", "公安局": "Public Security Bureau",
    "交警大队": "Traffic Police Brigade", "交通警察大队": "Traffic Police Brigade", "交通运输局": "Transport Bureau",
    "农业农村局": "Bureau of Agriculture and Rural Affairs", "水务局": "Water Bureau", "水利局": "Water Bureau",
    "民政局": "Civil Affairs Bureau", "财政局": "Finance Bureau", "卫健局": "Health Bureau",
    "卫生健康局": "Health Bureau", "文旅局": "Culture and Tourism Bureau", "统计局": "Statistics Bureau",
    "应急管理局": "Emergency Management Bureau", "人社局": "Human Resources and Social Security Bureau",
    "人力资源和社会保障局": "Human Resources and Social Security Bureau", "司法局": "Justice Bureau", "法院": "Court",
    "人民法院": "People's Court", "检察院": "Procuratorate", "气象局": "Meteorological Bureau",
    "住建局": "Housing Bureau", "退役军人事务局": "Veterans Affairs Bureau",
    "市场监管局": "Market Supervision Bureau", "局": "Bureau", "消防救援大队": "Fire and Rescue Brigade",
    "救援队": "Rescue Team", "代表队": "Team", "队": "Team", "县委": "County Party Committee",
    "市委": "City Party Committee", "区委": "District Party Committee", "党委": "Party Committee",
    "党支部": "Party Branch", "人民政府": "People's Government", "政府": "Government", "委员会": "Committee",
    "工作委员会": "Working Committee", "工委": "Working Committee", "办公室": "Office",
    "关心下一代": "Care for the Next Generation", "中心": "Centre", "服务中心": "Service Centre",
    "指挥部": "Headquarters", "防汛抗旱": "Flood Control and Drought Relief", "公路养护": "Highway Maintenance",
    "监测站": "Monitoring Station", "敬老院": "Home for the Elderly", "报社": "Newspaper Office", "日报社": "Daily",
    "工业": "Industry", "教育系统": "Education System", "卫生服务站": "Health Service Station",
    "社区卫生服务中心": "Community Health Service Centre", "律师事务所": "Law Firm", "幼儿": "Preschool",
    "文化和旅游局": "Culture and Tourism Bureau", "文化旅游": "Culture and Tourism", "综合服务中心": "Service Centre",
    "文联": "Federation of Literary and Art Circles", "残联": "Disabled Persons' Federation",
    "工商联": "Federation of Industry and Commerce", "科协": "Association for Science and Technology",
    "团市委": "City Youth League Committee", "团县委": "County Youth League Committee",
    "团区委": "District Youth League Committee", "团省委": "Provincial Youth League Committee",
    "农行": "Agricultural Bank of China", "工行": "Industrial and Commercial Bank of China",
    "农业银行": "Agricultural Bank", "建行": "China Construction Bank", "农商行": "Rural Commercial Bank",
    "高等专科学校": "College", "师范": "Normal", "剧院": "Opera Company", "晋剧院": "Jin Opera Company",
    "豫剧院": "Henan Opera Company", "历史文化系": "Department of History and Culture", "中队": "Squadron",
    "大队": "Brigade", "支队": "Detachment", "物业": "Property Management", "家政": "Housekeeping",
    "残疾人联合会": "Disabled Persons' Federation", "自然资源局": "Natural Resources Bureau",
    "市场监督管理局": "Market Supervision Bureau", "医疗保障局": "Healthcare Security Bureau",
    "党总支": "General Party Branch", "宣传部": "Publicity Department",
    "日报": "Daily", "地区": "Area", "农村": "Rural", "城区": "Urban Area", "山区": "Mountain Area",
     "医疗集团": "Medical Group",
}  # fmt: skip
"""Parts of names that say what a place or body is."""

INNER = {
    "中心": "Central", "人民": "People's", "新": "New", "老": "Old", "东": "East", "西": "West", "南": "South",
    "北": "North",
}  # fmt: skip
"""Parts that stand before another part."""

LONGEST = max(map(len, PARTS))

_WATERS = frozenset("河江湖山桥路街巷")
_SETTLED = re.compile(r"(?:[村镇乡县区市]|街道|社区|小区)")
"""A village called after a river is not the river's: Liujiahe Village."""


def _next_part(name: str, at: int, proper: int, behind: bool) -> str:
    """The longest known part that begins here; `proper` signs of a proper name and maybe another part stand before."""
    for size in range(min(LONGEST, len(name) - at), 0, -1):
        part = name[at : at + size]
        # a proper name has at least two signs: 河 in 河口镇 is no river, nor in 柳家河村 before its 村
        if size == 1 and part in _WATERS and _SETTLED.match(name, at + 1):
            continue
        alone = proper >= 2 or (not proper and (behind or part in "省市县区镇乡"))
        if part in PARTS and (size > 1 or alone):
            return part
    return ""


@lru_cache(maxsize=4096)
def translate_name(name: str) -> str | None:
    """A place's or body's name in English, or None where its last part is not known."""
    from pypinyin import lazy_pinyin

    if inner := _find_inner(name):
        larger, smaller = translate_name(name[:inner]), translate_name(name[inner:])
        if larger and smaller:
            return f"{smaller}, {larger}"
    parts: list[str] = []
    proper = ""
    at = 0
    sure = False
    while at < len(name):
        part = _next_part(name, at, len(proper), bool(parts))
        if not part:
            proper += name[at]
            at += 1
            sure = False
            continue
        if proper:
            parts.append(join_syllables(lazy_pinyin(proper, v_to_u=True)))
            proper = ""
        last = at + len(part) == len(name)
        parts.append((PARTS[part] if last else INNER.get(part, PARTS[part])).strip())
        at += len(part)
        sure = True
    return " ".join(parts) if sure and not name.isascii() else None


_WITHIN = re.compile(
    r"(?P<larger>(?:[㐀-鿿]{2,4}?[省市县区])?(?:[㐀-鿿]{2,4}?[市县区镇乡]|[㐀-鿿]{2,5}?街道)?)"
    r"(?P<own>[㐀-鿿]{2,8}?)(?P<end>社区|小区|家园|公寓|花园|街道|镇|乡|村|小学|中学|学校|幼儿园|医院|公园|广场|水库|大桥)"
)
"""A place or school with a name of its own behind the larger place that it lies in: English says the smaller first."""

_KINDS = re.compile(r"(?:实验|[一二三四五六七八九]年制|寄宿制?|职业|希望|特殊|中医|眼科|妇幼保健|中心|高级|民族)$|^第")
"""What a school or hospital is rather than what it is called: 中心小学, 九年制学校."""


def _find_inner(name: str) -> int:
    """Where the smaller place begins, as 城西小学 does in 交城县城西小学; 0 where there is none."""
    match = _WITHIN.fullmatch(name)
    if not match or not match["larger"] or len(match["larger"]) < 3:
        return 0
    own = match["own"]
    return 0 if own in PARTS or own in INNER or _KINDS.search(own) else match.start("own")


def spell_name(name: str) -> str:
    """A name in pinyin as one word."""
    from pypinyin import lazy_pinyin

    return join_syllables(lazy_pinyin(name, v_to_u=True))


_COLOURS = {
    "粉红": "pink", "粉": "pink", "红": "red", "橙": "orange", "橘": "orange", "黄": "yellow", "绿": "green",
    "蓝": "blue", "青": "cyan", "紫": "purple", "白": "white", "黑": "black", "灰": "grey",
    "棕": "brown", "褐": "brown", "金": "gold", "金黄": "golden yellow", "银": "silver", "银白": "silver white",
    "银灰": "silver grey", "橘红": "orange-red",
    "橙红": "orange-red", "橘黄": "orange-yellow", "橙黄": "orange-yellow", "玫红": "rose red", "桃红": "peach pink",
    "彩": "multi-coloured", "天蓝": "sky blue", "草绿": "grass green", "翠绿": "emerald green", "雪白": "snow white",
    "乳白": "milk white", "米黄": "beige", "米白": "off-white", "紫红": "purplish red", "墨绿": "dark green",
    "藏蓝": "navy blue",
}  # fmt: skip
_SHADES = {"深": "dark ", "暗": "dark ", "浅": "light ", "淡": "light ", "亮": "bright ", "大": "bright "}


def _name_colour(printed: str) -> str | None:
    """A colour in English: 浅蓝色 is light blue."""
    bare = printed.removesuffix("色")
    shade = "" if bare in _COLOURS else _SHADES.get(bare[:1], "")
    colour = _COLOURS.get(bare[1:] if shade else bare)
    return f"{shade}{colour}" if colour and bare != printed else None


def render_name(name: str) -> str:
    """A place, body or colour, the original in brackets: Jichuan County Archives (霁川县档案馆); else as printed."""
    words = _name_colour(name) or translate_name(name)
    return f"{words} ({name})" if words else name
