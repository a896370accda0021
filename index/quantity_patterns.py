"""What stands around a numeral in Chinese text and tells whether it is an amount, and of what."""

from __future__ import annotations

import re

from index.measures import COUNTERS, LONG_COUNTERS, UNITS

_LATIN = "|".join(sorted((re.escape(u) for u in UNITS if re.fullmatch(r"[a-z]{1,3}[23²³]?", u)), key=len, reverse=True))
_LONG = "|".join(sorted((re.escape(u) for u in UNITS if not u.isascii()), key=len, reverse=True))
_COUNTED = f"{COUNTERS}人名位年天岁元"
_STOPS = {
    "个": "性体别", "期": "间货待望刊末中", "部": "队门分署", "家": "庭乡长", "成": "为立功员本长都果效绩交就熟",
    "起": "来到义诉重草点", "分": "别为成之布局公析享", "项": "目", "条": "件例款", "处": "理罚于置", "场": "所地馆景",
    "名": "单称义誉额校师优", "对": "一于口接外比此象标", "类": "似推", "道": "路理德歉", "层": "面级", "级": "别联",
    "口": "岸径号碑气头", "里": "面程", "度": "假过上的评获", "周": "边围转期密到", "天": "然气津空", "本": "市报地科",
    "人": "民员大才均工社物生类群防文寿性", "首": "次届先批都", "门": "诊票", "面": "对向积临", "元": "旦素宵",
    "组": "织成建长", "队": "伍员长", "节": "约能目假气", "步": "行伐入", "轮": "流胎", "批": "评准发复", "块": "状头",
    "片": "区面", "年": "级", "圈": "子",
}  # fmt: skip
"""Signs that make another word of a unit's sign: 二部门 has no 部, 三年级 no 年."""
_NO_UNIT = "|".join(f"{sign}[{more}]" for sign, more in _STOPS.items())
_OF = rf"余|多(?![少种样功彩媒才]|元[化文])|多(?=[种样])|来(?=[万亿{_COUNTED}])|几(?=[万亿{_COUNTED}])"
REST = re.compile(
    rf"\s?(?P<more>{_OF})?(?P<scale>万亿|[百千](?=[万亿{_COUNTED}])|万|亿)?(?P<more2>余|多(?![少样功彩媒才]|元[化文]))?\s?"
    rf"(?:个?(?P<mid>(?<=个)多|(?<=个)半)(?=小时|月|星期|钟头))?"
    rf"(?:(?!{_NO_UNIT}|位一体)(?P<unit>(?<=个半)月(?![板刊])|{_LONG}|{LONG_COUNTERS}|(?:{_LATIN})(?![A-Za-z²³])|%"
    rf"|[{COUNTERS}](?:次(?=[。，、；！ ]|$))?)"
    rf"(?P<half>(?<=[年天月时里斤亩吨倍升成])半(?![个天夜年月山岛])|(?<=成)[一二三四五六七八九](?=[的以左多、，。；）]|$)"
    r"|多(?=[，。、；的来]|$))?)?",
    re.IGNORECASE,
)
"""What follows a numeral: 余 or 多, its scale, its unit, 半."""
PLACE = re.compile(
    r"[里家台棵元道门户岔]?[村镇乡桥河山沟庄屯铺堡渠峡岭松巷坪垣塬岗洼坡湾寨庙](?!医|民|委|干)|家店(?!铺)|元里|[镇乡]"
)
"""What follows the numeral of a place's name: 八里村, 五台山, 三家店."""
NUMBERED = re.compile(
    r"\s?(?:号(?![召称])|国道|省道|县道|路公交|线(?!下|上)|热线|报警|急救|平台|客服|电话|室|单元|[A-Za-z+])"
)
"""What makes a number one of a name: 209国道, 3号楼, 5G, 12345热线."""
TELEPHONE = re.compile(
    r"(?:电话|热线|手机|拨打|致电|联系方式|传真|邮编|邮政编码|QQ群?|微信号?|[账帐卡编证文字地]号|身份证号?码?|号码|〔|\[|No\.?)"
    r"[：:为是]?\s?$|[A-Za-z.+/_·•\d-]$",
    re.IGNORECASE,
)
"""What stands before the number of a telephone, a document, a road (G209) or a later part of one (3.1.2, 1+8)."""
ORDINAL = re.compile(r"第\s?$")
NAMED = re.compile(r"[初高大周拜老小闰]$|星期$|农历$|[正腊冬]月$")
"""周三, 高三, 初二: no amounts, whatever follows."""
CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])(?:[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)"
    r"|[时点](?![间尚赞位名段评击])(?:[0-5]?\d分?|半|整)?)"
)
SCORE = re.compile(r"\s?[:：∶比]\s?(\d+(?:\.\d+)?|[一二三四五六七八九十]+)(?![\d.:：年月日万亿])")
TO = re.compile(r"\s?(?:至|到|—{1,2}|-|–|－|~|～)\s?")
HALF = re.compile(r"(?<![上下前后大多一过对东西南北])半个?(?=小时|月(?![板刊])|年(?!度)|天|世纪|公里|斤|亩|吨|升|钟头)")
WARM = re.compile(r"(?:气温|温度|高温|低温|体温|水温|室温|零下|零上|降至|升至|降温)[^，。；]{0,5}$")
PRICED = re.compile(r"[¥￥]\s?$")
BELOW = re.compile(r"(?:零下|[-−－])\s?$")
TOTAL = re.compile(r"共|总计|累计|合计|总量|总额|总数|总投资|总面积|全部")
DATED = re.compile(r"\s?(?:年(?!级)|月|日(?!内|之内|以内|游)|号)")
TOGETHER = re.compile(
    r"一起(?![^，。]{0,6}[案事火]|[^，。]{0,6}纠纷)|一道(?![^，。]{0,4}[题菜关门坎景])|[十万]分(?![钟之])|十字(?!以)"
    r"|一(?:次性|线(?!城))|二人[台转]"
)
"""Adverbs of a numeral and a measure word, and kinds of opera."""
DATE_HINT = re.compile(r"[年月日号周天]|\d[-/.]\d")
