"""The patterns of dates: full, yearless, relative and vague ones, in Chinese and in English."""

from __future__ import annotations

import re

from index.date_feasts import CHINESE_FEAST, ENGLISH_FEAST, LUNAR

_S = r"[ \u3000]?"
_CN = "〇○零一二三四五六七八九十"
_YEAR = rf"(?:(?:1[89]|2[01])\d{{2}}|[一二][{_CN[:-1]}]{{3}}|['’‘]\d\d|\d\d(?=年(?:1[0-2]|[1-9])月))"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]|二十|十|[一二三四五六七八九])"
_TO = rf"{_S}(?:至|到|—{{1,2}}|-|–|－|~|～|、|和){_S}"
_HOUR = (
    r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|夜间?)?"
    r"(?:[零\d一二三四五六七八九十]{1,3}[时点](?:\d{1,2}分|半|整)?|\d{1,2}[:：]\d\d)?起?"
)
_RANGE_END = rf"{_HOUR}{_TO}(?:(?P<m2N>{_MONTH}){_S}月{_S})?(?P<d2N>{_DAY}){_S}[日号]"
_DAYS = rf"{_S}(?P<d1N>{_DAY})(?:{_S}[日号]|(?={_S}[至到—–－~～、和-]))(?:{_RANGE_END})?(?<=[日号])"
_MONTH_PART = "初|底|末|中旬|上旬|下旬"
_YEAR_PART = "年?初|年?底|年?末|年?中(?!国|[医药学心])|上半年|下半年|第?[一二三四]季度|[春夏秋冬][季天]"
_DAY_ONLY_STOPS = "元本照报子均常内游产夜光期用历志程语货系文军伪资方后前起之以"
_NEAR_YEAR = "今年|去年|前年(?!度)|明年|后年"

CHINESE = re.compile(
    # Nothing else can begin a date: fails fast, which keeps long texts cheap.
    rf"(?=[\d{_CN}'’‘今去前明后上本下这昨日近连最不周第星礼元国妇学雷植消劳儿建教春除端清重腊七小龙立冬夏母父护医记农阴闰正]"
    "|中[秋元]|大[年前]|年[初底末]|岁末)"
    r"(?:"
    # 2023年春节, 去年国庆, 元宵节, 正月初三; not the end of a longer numeral
    rf"(?:(?<![\d.])(?P<fy>{_YEAR}){_S}年的?|(?P<fry>{_NEAR_YEAR})的?)?{_S}(?:(?P<fest>{CHINESE_FEAST})|(?<![\d{_CN}])(?P<moon>{LUNAR}))|"
    rf"(?<![\d.])(?P<iy>(?:19|20)\d{{2}})(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9])(?![\d.]\d|\d)"
    r"|(?<![\d./-])(?P<jy>(?:19|20)\d{2})-(?P<jm>0[1-9]|1[0-2])(?![\d-])"
    # 2023年3月4日至6日, 今年3月, 2023年上半年
    rf"|(?:(?<![\d.])(?P<y>{_YEAR}){_S}年|(?P<ry>{_NEAR_YEAR})){_S}"
    rf"(?:(?P<my>{_MONTH}){_S}月(?:份|(?P<mpy>{_MONTH_PART})|{_DAYS.replace('N', 'y')}|{_TO}(?P<m3y>{_MONTH}){_S}月)?"
    rf"|(?P<part>{_YEAR_PART}))?"
    rf"(?:(?<=[年月日号]){_TO}(?P<y2>{_YEAR}){_S}年(?:{_S}(?P<m4>{_MONTH}){_S}月(?:{_S}(?P<d4>{_DAY}){_S}[日号])?)?)?"
    # 3月4日至6日, 3月, 3月上旬
    rf"|(?<![\d.{_CN}个第])(?P<m>{_MONTH}){_S}月(?![球亮饼光薪票租嫂子牙台食])"
    rf"(?:份|(?P<mp>{_MONTH_PART})|{_DAYS.replace('N', '')}|{_TO}(?P<m3>{_MONTH}){_S}月)?"
    # 本月12日, 上月, 12日
    rf"|(?P<rm>本月|上个?月|下个?月|这个月)(?:{_S}(?P<rd>{_DAY}){_S}[日号](?:{_TO}(?P<rd2>{_DAY}){_S}[日号])?|(?P<rmp>{_MONTH_PART}))?"
    rf"|(?<![\d.月第每近连年:：])(?P<dom>3[01]|[12]\d|[1-9]){_S}日(?:{_TO}(?P<dom2>3[01]|[12]\d|[1-9]){_S}日)?(?![{_DAY_ONLY_STOPS}])"
    r"|(?P<rday>大前天|前天|昨天|昨日|昨晚|昨夜|今天|今日|今晨|今晚|明天|明日|明晚|后天)"
    r"|(?P<rw>上上个?|上个?|这个?|本|下个?)(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末])?(?!年|岁|刊|边|围|转|期|密|到|全)"
    rf"|(?<![{_CN}每两数几\d（(上下本这个])(?:周|星期|礼拜)(?P<bwd>[一二三四五六日天](?![{_CN}\d次个至到]))"
    r"|(?P<vague>近日|(?<![\d\u4e00-\u9fff])日前|近期|连日来|近年来|最近|前不久|不久前|近段时间|近来|近几年)"
    # 本世纪初, 上世纪八十年代, 90年代
    r"|(?P<cent>(?:本|21|二十一)世纪初|(?:(?P<old>上|20|二十)世纪)(?:(?P<dec>[1-9]0|[一二三四五六七八九]十)年代)?|(?<!\d)(?P<dec2>[3-9]0|[三四五六七八九]十)年代)"
    r"(?P<decp>初期?|中期|中叶|末期?|后期)?"
    # 上半年, 一季度, 年底
    rf"|(?<![\d{_CN}年每上])(?P<bpart>[上下]半年|第?[一二三四]季度|年[初底末](?!终)|岁末)"
    r"|(?<![\d.·])(?P<dm>1[0-2]|[1-9])[·•](?P<dd>3[01]|[12]\d|[1-9])(?![\d·.])(?=[”\"’]?(?:学雷锋|国际|消费|世界|全国|植树|妇女|特大|惨案|晚会|[^，。]{0,6}(?:日|节)))"
    r")"
)

_MON = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d{2}"
_WD = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ETO = r"\s*(?:-|–|—|to|and|until|through)\s*(?:the\s+)?"

ENGLISH = re.compile(
    r"\b(?:"
    rf"(?:(?P<frel>last|this|next)\s+(?P<fyears>year['’]s\s+)?|(?P<ey1>{_Y})(?:['’]s)?\s+)?(?P<efest>{ENGLISH_FEAST})"
    rf"(?:\s+holidays?)?(?:,?\s+(?:of\s+|in\s+)?(?P<ey2>{_Y}))?"
    rf"|(?P<epart>early|mid|late|(?:beginning|middle|end)\s+of)[\s-]+(?:(?P<emon>{_MON})(?!\s*\d{{1,2}}\b)(?:,?\s+(?P<ey3>{_Y}))?|(?P<ey4>{_Y}))"
    rf"|(?P<ehalf>first|second|third|fourth|last)\s+(?P<eunit>half|quarter)\s+of\s+(?:(?P<ey5>{_Y})|(?P<erel>last|this|next)\s+year|the\s+year)|"
    rf"(?P<d1>{_D})(?:{_ETO}(?P<d2>{_D}))?\s+(?:of\s+)?(?P<m1>{_MON})(?:,?\s+(?P<y1>{_Y}))?"
    rf"|(?P<m2>{_MON})\s+(?:the\s+)?(?P<d3>{_D})(?!\d|:\d|\s*(?:people|yuan|%))(?:{_ETO}(?P<d4>{_D})(?!\d))?(?:,?\s+(?P<y2>{_Y}))?"
    rf"|(?P<m3>{_MON}),?\s+(?P<y3>{_Y})"
    rf"|(?:(?P<mrel>last|this|next)|in|since|during|of|by|until|before|after|early|late|mid)[\s-]+(?P<m4>{_MON})(?!\s*\d)"
    rf"|(?P<day>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow)"
    rf"|(?P<rel>last|this|next|past)\s+(?P<what>week|month|year|weekend|spring|summer|autumn|fall|winter|{_WD})"
    rf"|on\s+(?P<wday>{_WD})"
    r"|(?P<n>\d{1,3}|a|one|two|three|four|five|six|seven|ten)\s+(?P<unit>day|week|month|year)s?\s+ago"
    rf"|(?:in|of|since|during|by|year|for|the|from|to|until|before|after)\s+(?P<y5>{_Y})(?!\s*(?:ml|people|yuan|[a-z]*litre))"
    r"|(?P<vague>recently|lately|these days|the other day)"
    r")(?![\w])",
    re.IGNORECASE,
)
