"""What a question asks for: its language, the form of the answer, the units that would fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.measures import UNITS
from index.people import is_name
from rag.questions.asked_en import EN_BARE, EN_RULES, EN_TO_ZH_UNIT, EN_UNIT, find_count, put_forward
from rag.questions.sorts_en import asks_persons, asks_several, find_sorts

KINDS = (
    "number",
    "date",
    "person",
    "place",
    "org",
    "name",
    "list",
    "yesno",
    "why",
    "how",
    "summary",
    "reports",
    "other",
)
FACTOID = frozenset({"number", "date", "person", "place", "org", "name", "yesno"})

SEVERAL = frozenset({"place", "org", "name", "list", "person"})
"""Forms of which an English question may ask for several."""

HAN = re.compile(r"[㐀-鿿豈-﫿]")
TITLE = re.compile(r"《[^》]*》|“[^”]*”")
LATIN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Need:
    """The form of the answer. `unit` is the measure word that the question itself names (人, 平方米, ml), else ""."""

    kind: str
    unit: str = ""
    measure: str = ""
    """What the number asked for measures (volume, money, area, …), where the question's own words tell."""
    about_byline: bool = False
    """Does it ask who wrote or photographed a report?"""
    sorts: tuple[str, ...] = ()
    """The Chinese words that the thing asked for may bear (馆长, 小区), where an English question says its sort."""
    count: int = 0
    """How many members the list asked for has, where an English question says it; else 0."""
    several: bool = False
    """Does an English question ask for several things by their noun (which villages)?"""
    persons: bool = False
    """... and are they persons (which two lawyers)?"""


def detect_language(text: str) -> str:
    """`zh` or `en`, by which script carries the sentence; a Chinese title inside an English question stays English."""
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    if not HAN.search(TITLE.sub("", text)):
        return "en" if latin else "zh"
    return "en" if latin >= 4 and latin * 2 >= han else "zh"


_TOLD = r"(?:(?:请问)?(?:你|您|有人|大家|谁)?(?:知道|清楚|记得|晓得|告诉)|能[不否]?能?(?:说|告诉|介绍)|可以(?:说|告诉|介绍))"

ZH_RULES: tuple[tuple[str, str], ...] = (
    ("yesno", rf"^(?!{_TOLD}).*[吗嘛][？?]?$"),
    (
        "name",
        r"(?:邮箱|邮件地址|邮址|网[址站]|微信(?!群)|公众号|小程序|QQ群?)[号是为叫的名称地址]{0,5}(?:多少|几号|哪[一个]?|什么)",
    ),
    ("reports", r"哪[些几]?[一二两三四五六七八九十\d]?[篇则条]?(?:报道|文章|新闻|消息|稿件)"),
    ("why", r"(?<![称译叫作名视誉选评封])为什么|为何|为啥|什么原因|何以|缘何|怎么会"),
    (
        "summary",
        r"概括|概述|总结(?!.*(?:哪|谁|多少|几[个名位项天日号次]|什么时|何时))|归纳|简述|介绍一下|讲了什么|主要内容|说了些?什么",
    ),
    (
        "list",
        r"“[一二三四五六七八九十两](?:个|项|大|张|条)?[\u4e00-\u9fff]{0,4}”.{0,8}(?:指|是|包括|包含|分别)(?:的是)?(?:什么|哪(?![个家位座所支]))",
    ),
    (
        "list",
        r"哪(?:[些几]|“?[两三四五六七八九十](?![位名]))|有什么[人物活]|分别是|包括什么|哪\d|依次|[还都]有谁|怎样的(?:初心|目标|要求|[两三四五六七八九十][\u4e00-\u9fff]{1,2}(?:组织)?(?:架构|体系|网络|机制|模式|格局))",
    ),
    (
        "date",
        r"几月几[日号]|几月份|几[日号]|几点(?!的?(?:要求|建议|意见|希望|问题|措施|体会|做法|内容|说明))|(?:星期|礼拜|周)几",
    ),
    (
        "number",
        r"多少|几大(?!家)|(?<![近这那前后数好十去来])几(?!乎)(?:[个名位户家支条件项次场岁年月天元亩级A届期所座台辆头株份本册字页人万千百倍层种块枚类回句遍趟款批组间班对双包箱幅副册株幢艘匹枚盏处例起桌筐袋瓶杯颗节堂](?!几)|[A-Z]级)|第几|多大|多长|多[高远重宽厚深粗]|多久|占比|比例|(?<![通打接致来])电话|号码|一共有",
    ),
    (
        "date",
        r"什么时[候间]|哪[一]?(?:[天日年月]|个(?:月|年[份代]|季[度节]|星期|时[间段]))|何[时日]|几[月号日时]|几年|日期|时间是|截止(?:时间|日期)|多会儿",
    ),
    (
        "org",
        r"(?<![给为向替])谁(?:们)?(?:来)?(?:一起|联合|共同|牵头)?(?:主办|承办|协办|举办|组织|发起|搞|开展|办(?=[的了]))|(?:联合|共同)(?:主办|举办|承办)的?.{0,3}谁",
    ),
    (
        "person",
        r"谁|哪[一二两三四五六七八九十几]?[位名](?!.{0,3}(?:社区|单位))|何人|什么人|作者|记者是|姓名|叫什么名字?的?人|"
        r"(?:书记|主[任席]|经理|教授|教练|医生|[者员师生长])(?:的?(?:名字|姓名))?(?:又|当时|都)?叫(?:什么|啥)",
    ),
    (
        "place",
        r"哪里|哪儿|何[处地]|什么地[方点]|在哪(?![一]?[个场次届部档项种本篇首款])|地[点址]|在哪[一]?个[\u4e00-\u9fff]{0,4}?(?:[国州省域站馆路街河湖山岛桥寺港楼厅室园局城]|地[区带方](?!标准)|基地|中心|景区|位置|大学|学院)|"
        r"哪[一]?[个座条]?(?:社区|村|镇|乡|街道|县|区|市|小区|学校|医院|广场|公园)",
    ),
    (
        "org",
        r"哪[一]?[个家]?(?:单位|部门|公司|企业|机构|组织|协会|银行|局)|什么(?:单位|部门|公司|机构)|由哪|"
        r"哪[一]?[支个][\u4e00-\u9fff]{0,3}(?:队|剧团|乐团|合唱团)|哪[一]?家",
    ),
    (
        "name",
        r"叫什么|名称|名字|什么(?:主题|品牌|称号|剧目|口号|宗旨|奖)|哪[一]?[个种项支场届部本首篇幅批条座类款份张句段]|主题是|是什么|什么",
    ),
    ("how", r"怎[么样]|如何|咋|通过什么方式|采取了?什么"),
    (
        "yesno",
        r"吗[？?]?$|(?<=[\u4e00-\u9fff]{3})(?<!要)(?:不|没有?|么)[？?]?$|是否|是不是|有没有|能不能|可不可以|会不会|还是",
    ),
)

BARE: tuple[tuple[str, str], ...] = (
    ("date", r"(?:时间|日期|生日)$"),
    ("place", r"(?:地点|地址|位置|举办地)$"),
    ("person", r"(?:得主|获得者|导演|作者|主演|主教练|教练|校长|负责人|发明人|创始人|[市县区镇乡]长|总统|首相|冠军是谁)$"),
    ("number", r"(?:[数总产销量]量|人数|次数|总数|总额|总量|[产销]量|交付量|发送量|吞吐量|出口[量额]|进口[量额]|票房|收入|营收|利润|面积|"
               r"[长宽高深厚温速进]度|投资|奖金|造价|预算|资金|费用|工期|价格|票价|身高|体重|年龄|[率比]|比例|比重|席位|增速|增幅|涨幅|GDP|产值|电话|金额|规模)$"),
)  # fmt: skip
"""What a question without any asking word wants, by its last word: it is typed as one types into a search box."""

ZH_UNIT = re.compile(
    r"(?:多少|几)[万亿]?(?:个(?=人(?![才员])))?(?P<unit>个百分点|百分点|个月|平方公里|平方米|立方米|公里|毫米|厘米|公顷|毫升|小时|分钟|[人户车架艘列班]次|美元|公斤|千克|[A-Z]级|"
    r"[人名位户家个支条件项次场岁年月天元亩吨级届期所座栋台辆头只株棵袋份本册字页道升米斤层种倍张幅枚盏对组套处例款秒])"
    r"(?!(?<=个)[\u4e00-\u9fff]{0,3}(?:者|[学师考医]生|[老教]师|员(?!会)|医护|病人|患者|徒弟|司机|名额|孩子|儿童|老人|干部|群众|[村居市]民|代表|[党队人]员|[职员]工|工人|选手|护士|[游乘旅]客|嘉宾|观众))"
    r"(?!(?<=座)位|(?<=条)件|(?<=项)目|(?<=名)额|(?<=家)[庭长]|(?<=场)[地所]|(?<=种)子|(?<=道)路|(?<=人)才|(?<=对)[象手联]|(?<=组)[织员成]|(?<=套)[路餐]|(?<=处)[理罚分方室]|(?<=例)[子如]|(?<=款)[项式])"
)
BYLINE = re.compile(
    r"(?:报道|文章|新闻|消息|稿[件子]?|》).{0,6}(?:谁写|作者|记者|署)|谁(?:写|采写|报道|拍摄?|摄)的|谁(?:采写|撰写|写|拍摄?)了(?=.{2,40}(?:报道|文章|新闻|消息|稿[件子]|照片|图片))|作者是|(?:报道|文章|新闻|消息|稿[件子]?|一[文稿]|》|”)的?(?:通讯员|记者|作者|摄影者?)(?:叫|是|为|有)|^(?:那)?(?:这[篇条则].{0,3})?记者(?:是谁|叫什么)|谁(?:来)?摄影|配图|"
    r"(?:报道|文章|新闻|消息|稿[件子]|》).{0,6}(?:[由是谁](?:谁|哪[一]?[位名个]).{0,6}(?:撰写|采写|写|撰稿|执笔|报道)|出自(?:谁|哪[一]?[位名个]))|"
    r"(?:哪[一]?[位名个](?:记者|通讯员|作者)|谁).{0,3}(?:采写|撰写|撰稿|执笔)|"
    r"(?:照片|图片|插图|相片).{0,8}(?:谁|哪[一]?[位名])|谁(?:拍摄?|摄)[？?]?$|摄影者|"
    r"\bcredited (?:with|for|as) the (?:\w+ )?(?:story|report|article|photo|picture)|\bwho (?:is|are|was|were) .{0,30}\bcredited\b|"
    r"\b(?:byline|by-line)\b|\b(?:who|which (?:\w+ )?(?:people|persons|writers|pair)) (?:wrote|signed|penned|filed) the (?:\w+ )?(?:report|story|article|piece|item)\b|"
    r"\bwhose names? (?:is|are|was|were|stands?|appears?|comes?) (?:printed )?(?:under|below|beneath|at the (?:end|foot|bottom) of) (?!(?:the )?prize)|"
    r"\bwho (?:wrote|reported|photographed|(?:took|shot) the p|(?:is|was) the photographer)|\bwhose (?:photos?|pictures?)\b|"
    r"\bwhich (?:\w+ )?(?:reporter|journalist|correspondent)\b|\bcorrespondents?\b|通讯员是谁|谁是.{0,12}通讯员|\bwritten by\b|\bauthors? of\b",
    re.I,
)

AGE = re.compile(
    r"多大(?:年[纪龄]|岁数|了)|(?:[选歌]手|老人|[者员师生]|大[爷妈娘]|[男女]的?|年[纪龄]最[大小]的.*|最年[长轻]的.*)(?:今年|现在)?(?:有|是)?多大[？?]?$|"
    r"年龄.{0,6}(?:多少|几|多大)|[多几]少?岁|\bhow old\b|\bwhat ages?\b|\bage (?:limits?|range|bracket)\b"
)

NAMED_AGE = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,3}(?<![省市县区镇乡村街路桥园场馆厂楼店库校寨])(?<!今年)(?<!现在))(?:今年|现在)?(?:有|是)?多大[？?]?$"
)
"""How old somebody is, asked by his name alone; a lake is asked for its size by the same word."""

GROWN = re.compile(
    r"(?:同比|环比|增长率|增速|增幅|涨幅|降幅)[\u4e00-\u9fff]{0,6}多少(?![\u4e00-\u9fff]{0,2}[元人户名吨家个倍])"
)
"""Asks for a rate of growth, whatever grew."""

OF_WHOLE = re.compile(
    r"多大(?:的)?比[例重]|占[\u4e00-\u9fff]{0,24}(?:比[例重]?|百分之|份额)[\u4e00-\u9fff]{0,4}多少|占了?[\u4e00-\u9fff]{1,12}百分之"
)
"""Asks for a share of a whole, whatever it is made of (收入占比多少)."""

CHANGED = re.compile(r"(?:恢复[到至]|增长|增加|减少|下降|下滑|上涨|上升|提高|降低|缩短|提前|推迟)了?(?:多少|几)")
"""Asks for a change, as an amount or as a rate: the words that tell a measure belong to what changed."""

HEADS = re.compile(r"人数[\u4e00-\u9fff]{0,3}(?:多少|几)|(?:多少|几)个?名额|名额[\u4e00-\u9fff]{0,3}(?:多少|几)")
"""Asks for a number of people, whatever they gave."""

MEASURES: tuple[tuple[str, str], ...] = (
    ("money", r"多少钱|[票单房油]价|资金|投资|经费|费用|保费|产值|(?<!低)收入|奖金|花了|价格(?!指数)|造价|补助|补贴|预算|捐款|销售额|成本|"
              r"工资|[月年]薪|薪[水资酬]|挣|赔付|赔偿|补偿|损失|罚款|花销|门票|报名费|挂号费|学费|"
              r"\bhow much (?:money|did .{0,30} cost)|\bcosts?\b|\bprice\b|\bpremium\b|\binvest|\bfund(?:s|ing)\b|\bsubsid|\bbudget\b|\bincome\b|\byuan\b|"
              r"\bhow much (?:is|are|was|were) .{0,40}\b(?:prizes?|fees?|tickets?|rent|fares?|allowance|grants?|rewards?|bonus|charges?|fines?)\b|"
              r"\bhow much (?!.*\bdonors?\b)(?:did|do|does|will|can|could|would) .{0,60}\b(?:get|receive|win|claim|donate)\b(?! of| \w*er\b)|"
              r"\bwages?\b|\bsalar(?:y|ies)\b|\bpay-?out\b|\bprize money\b|\bhow much .{0,60}\b(?:spend|spent|earn|paid|pay|worth|charged?|owed?)\b|"
              r"\bworth\b|\bin fines\b|\blosses\b"),
    ("volume", r"献血.{0,8}多少(?![人名位次])|献血量|血量|采血|多少(?:毫升|升)|蓄水|\bhow much blood|\blit(?:re|er)s\b|\bamount of blood"),
    ("area", r"面积|多大(?!年纪|岁数|年龄)|多少(?:亩|平方米|公顷)|\bhow large\b|^(?!.*\bhow (?:long|far|many|often)\b).*\barea\b|\bsquare met|\bhow big\b"),
    ("length", r"全长|里程|多少(?:公里|米)|多[远高厚深粗]|\bhow (?:far|tall|high|wide)\b|\bkilomet"),
    ("mass", r"[粮麦稻谷米豆果菜茶薯棉肉蛋奶鱼虾蜜药][\u4e00-\u9fff]{0,3}产量|多重|重量|多少(?:吨|斤|公斤)|亩产|单产|\bhow heavy\b|\btonnes?\b|\bkilogram|\byield"),
    ("time", r"多长时间|多久|几(?:小时|天|周|个月)|\bin what time\b|\bhow (?:long (?!.{0,50}\bbe\b)(?:did|do|does|will|would|has|have|had|must|can|may)|often)\b"),
    ("extent", r"多长|\bhow long (?:is|are|was|were|may|can|must|should|will)\b"),
    ("share", r"百分之|比例|占比|[率](?:是|为|达)?多少|\bpercent|\bpercentage|\bshare of\b"),
    ("phone", r"电话|热线|号码|\bphone\b|\btelephone\b|\bhotline\b"),
)  # fmt: skip
"""What a question about a number measures, by its own words; the first that fits. An extent is a length or a time."""


def find_measure(text: str) -> str:
    """The measure that the question's words tell, else ""."""
    return next((measure for measure, rule in MEASURES if re.search(rule, text, re.I)), "")


SPOKEN = (
    ("为啥", "为什么"), ("咋样", "怎么样"), ("咋", "怎么"), ("啥时候", "什么时候"), ("啥", "什么"), ("几回", "几次"), ("多会儿", "什么时候"),
    ("全名是", "姓名是"), ("叫什么来着", "叫什么"), ("多大岁数", "多大年纪"), ("多少回", "多少次"),
)  # fmt: skip
"""Words that ask in speech and how they are written."""


def write_plainly(question: str) -> str:
    """A Chinese question with its spoken asking words as they are written."""
    for spoken, written in SPOKEN:
        question = question.replace(spoken, written)
    return question


_MANY_EN = re.compile(
    r"\bhow many (?:of (?:the|its|their|these|those) )?(?P<noun>[\w' -]+?)(?= (?:is|are|was|were|be|been|do|does|did|has|have|had|"
    r"can|could|will|would|must|should|in|of|for|that|to|with|from|on|at|by|who|which|took|got|came|went|made|won|joined|"
    r"attended|reached|there|per|a)\b|[?,;]|$)"
)
_MANY_ZH = re.compile(
    r"(?:多少(?:人?(?=[\u4e00-\u9fff]))?|几个(?!人))(?:[困残低贫特失新退留高优孤患][\u4e00-\u9fff]{1,4}?的?)?(?P<noun>(?:老?百姓|群众|[村居市农选灾]民|[学师考新]生|[老教]师|[工民]?工人?|职工|志愿者|[\u4e00-\u9fff]{1,3}[者员](?!会|工)|"
    r"游客|旅客|选手|干部|医生|护士|孩子|儿童|老人|妇女|家长|观众|人才|司机|战士|官兵|嘉宾|学子|青年|居民))"
)
"""What How many is followed by, and a person behind 多少."""
_THING = re.compile(
    r"多少(?:[万亿]?)(?P<thing>树苗?|[果茶]树|鱼苗?|牛|羊|猪|车|书|灯|房子?|地|田|粮食?|路)(?=[了过的啊呢？?，。]|$)"
)
_COUNTED_BY = {
    "树": "株",
    "鱼": "尾",
    "牛": "头",
    "羊": "只",
    "猪": "头",
    "车": "辆",
    "书": "册",
    "灯": "盏",
    "房": "套",
}
_MEASURED_BY = {"地": "area", "田": "area", "粮": "mass", "路": "length"}
"""What is counted or measured by a question that leaves the measure word out: 栽了多少树."""
MEASURING = frozenset({"yuan", "money", "times", "degrees", "decibels"})
"""What is measured and not counted though it has no unit of its own in print."""


def _count(text: str, lang: str) -> tuple[str, str]:
    """The unit and the measure of a question that only says what is counted: How many grid workers, 多少老百姓."""
    if lang == "zh":
        thing = _THING.search(text)
        sort = (thing["thing"].rstrip("苗子食") or thing["thing"])[-1] if thing else ""
        if sort:
            return _COUNTED_BY.get(sort, ""), _MEASURED_BY.get(sort, "")
        return "", "count" if _MANY_ZH.search(text) else ""
    match = _MANY_EN.search(text)
    if match is None:
        return "", ""
    words = match["noun"].split()
    last = words[-1] if words else ""
    return "", "" if not last or last in MEASURING or last in UNITS else "count"


def understand(question: str, lang: str) -> Need:
    """The form of the answer that a question asks for: the first rule of its language that fits."""
    text = write_plainly(question.strip()) if lang == "zh" else put_forward(question.strip().lower())
    about_byline = bool(BYLINE.search(text))
    rules, units = (ZH_RULES, ZH_UNIT) if lang == "zh" else (EN_RULES, EN_UNIT)
    kind = "person" if about_byline else next((kind for kind, rule in rules if re.search(rule, text)), "other")
    if kind == "other":
        bare = BARE if lang == "zh" else EN_BARE
        kind = next((kind for kind, rule in bare if re.search(rule, text.rstrip("？?。. "))), "other")
    match = units.search(text)
    unit = match.group("unit") if match else ""
    unit = unit if lang == "zh" else EN_TO_ZH_UNIT.get(unit, "")
    if kind == "number" and (AGE.search(text) or ((named := NAMED_AGE.match(text)) and is_name(named["who"]))):
        return Need(kind, "岁")
    if kind == "number" and HEADS.search(text):
        return Need(kind, "人")
    measure = find_measure(text) if kind == "number" and not (lang == "en" and _count(text, lang)[1]) else ""
    if kind == "number" and (GROWN.search(text) or OF_WHOLE.search(text)):
        return Need(kind, measure="share")
    if measure in ("money", "mass", "area") and not unit and CHANGED.search(text):
        measure = ""
    if unit == "个" and re.search(r"(?:多少|几)个[？?。 ]*$", text):
        unit, measure = "", measure or "count"  # 铜奖多少个: the word before says what, and 5名 answers
    if kind == "number" and not unit and not measure:
        unit, measure = _count(text, lang)
    if lang == "zh":
        return Need(kind, "" if measure else unit, measure, about_byline)
    several = kind in SEVERAL and asks_several(text)
    sorts = find_sorts(text, "name" if several and kind == "list" else kind)
    persons = several and asks_persons(text)
    return Need(kind, "" if measure else unit, measure, about_byline, sorts, find_count(text, kind), several, persons)
