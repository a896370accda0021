"""Page furniture: lines that belong to the page and to no article, such as date lines, editors, section names."""

from __future__ import annotations

import re

_SECTION = (
    r"(?:要闻|综合|本地|时政|民生|社会|文化|教育|经济|健康|法治|生活|乡村|城事|县区|国内|国际|体育|财经|科技|文旅|旅游|三农|党建|理论"
    r"|读书|文艺|文苑|副刊|人物|视点|关注|评论|专题|专版|特刊|新闻|本版|广告|公益广告|图片|简明|县域|基层|简 ?讯|短讯"
    r"|新闻简报|要闻简报|(?:一周|每日|今日|本周)?(?:速览|要览|快讯|资讯|动态|要闻))(?:新闻|周刊|专版)?"
)
"""Names of a paper's sections, and of its columns of news in brief."""
_STAFF = (
    r"(?:[一二三四五六七八1-8本]版)?(?:主编|总编辑?|责任?编辑?|执行(?:编辑|主编)|组版编辑|编辑|美术编辑|美编|图编|校对|检校|组版|排版"
    r"|版式(?:设计)?|审读|编审|审签|监审|监制|签发|值班(?:主任|编辑|总编|编委)|[一二三终][审校])"
)
"""What those are called who make up a page."""
_HAN_NAME = r"(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff] [\u4e00-\u9fff])"
_PAGE = (
    r"(?:第?\s*[A-D]?\d{1,2}\s*版?|第?[一二三四五六七八九十]{1,3}版|[A-D]\d{1,2}|[-—–]+\s*\d{1,2}\s*[-—–]+)"
    r"\s*[:：·•]?\s*"
)
_FORMS = (
    # 责编：…, 合办：…, 新闻热线：…
    rf"(?:合办|主办|协办|承办|出品|{_STAFF}|(?:本版)?(?:新闻|广告|发行|[晚日晨]报)热线|热线电话|投稿邮箱|(?:电子)?[邮信]箱|电话|邮编|(?:本报|社|报社)?地址|社址|(?:承印|印刷)(?:者|厂|单位)?|(?:零售|定价|订价|全年订价)|E-?mail"
    r"|国内统一(?:连续出版物|刊)号|邮发代号|广告经营许可证)(?:单位)?\s*[:：].{0,60}",
    # 新闻热线 0000-0000000, 投稿邮箱 a@b.cn
    r"(?:本版|[晚日晨]报|新闻|广告|发行|读者|编辑|投稿)*(?:热线|电话|邮箱|部)(?:电话)?\s*"
    r"(?:[-\d()（） ]{7,24}|[\w.-]+@[\w.-]+)(?:.{2,4}部\s*[-\d]{7,12})*",
    # 责编 张三 校对 李四
    rf"[■□●◆▲]?\s*{_STAFF}[\s/／|｜]+{_HAN_NAME}(?:[\s、]+{_HAN_NAME}){{0,2}}"
    rf"(?:\s*[■□●◆▲|｜]?\s*{_STAFF}[\s/／|｜:：]+[\u4e00-\u9fff]{{2,4}})*",
    r"本版(?:责任?编辑?|编辑|美编|校对|版式)\s*[:：]?.{1,20}",
    # 要闻, A3 民生, 综合 02
    rf"[■●◆【]?{_SECTION}(?:[·•∙]{_SECTION})*[】]?",
    rf"{_PAGE}(?:{_SECTION})?|{_SECTION}(?:[·•∙]{_SECTION})*\s*[A-D]?\d{{1,2}}\s*版?",
    r"(?:总?第\s*\d+\s*期|今日\s*[\d一二三四五六七八九十]+\s*版|\s)+",
    # the paper's name, number and owner
    r"(?:国内统一连续出版物号\s*)?CN\s?\d{2}-\d{4}.{0,20}",
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|都市报|日報|晚報)(?:社(?:出版|主办)?)?",
    r"[A-Z][A-Z ]{2,24}(?:RI ?BAO|DAILY|WAN ?BAO|NEWS)",
    r"中共[\u4e00-\u9fff]{2,14}委(?:员会)?(?:主管|主办|机关报)[^，。；]{0,20}|[\u4e00-\u9fff]{2,12}融媒体中心(?:出品|主办|编辑)",
    r"[\u4e00-\u9fff]{2,4}报\s*总?第\s*\d+\s*期",
    # 星期五 癸卯年九月初六
    r"(?:星期|周)[一二三四五六日天]\s*(?:农历)?[\u4e00-\u9fff]{0,3}年?[正一二三四五六七八九十冬腊]{1,2}月[初十廿三][一二三四五六七八九十]",
    # what it asks of its readers, and what fills its corners
    r"(?:欢迎|敬请)(?:订阅|关注|扫码)[^，。；]{0,24}|(?:微信)?扫(?:一扫|码)[^，。；]{0,24}|[^，。；]{0,12}(?:微信公众号|客户端)",
    r".{2,50}[（(【]广告[)）】]|版权所有[^，。；]{0,14}|[^，。；、]{0,14}公益广告|社会主义核心价值观|富强\s*民主\s*文明\s*和谐.{0,40}",
    r"(?:今日|明日)?天气(?:预报)?\s*[:：]?[^。；]{0,10}\d[^。；]{0,8}(?:℃|度|级)[^。；]{0,8}",
    r"(?:[\u4e00-\u9fff]{2,6}(?:网|在线)\s*)?(?:https?://|www\.)[!-~]+|[\u4e00-\u9fff]{2,3}新闻",
)
_FURNITURE = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_IN_HEADER = r"[）)】]?(?:$|[\s|｜·].*|[农总第今本责编校组版美审][^，。；]{0,30}|[A-D]?\d{1,2}版?.*)"
"""What follows a date in a header or footer; in a sentence the hour or the deed does."""
_DATELINE = re.compile(
    rf".{{0,12}}?\d{{4}}(?:年\d{{1,2}}月\d{{1,2}}日|[-/.]\d{{1,2}}[-/.]\d{{1,2}}).{{0,6}}(?:星期|周)[一二三四五六日天](?=.{{0,30}}$){_IN_HEADER}"
    rf"|(?:星期|周)[一二三四五六日天].{{0,6}}\d{{4}}年\d{{1,2}}月\d{{1,2}}日(?=.{{0,30}}$){_IN_HEADER}"
)
_HEADER_DATE = re.compile(
    r"[^，。；]{0,20}\d{4}年\d{1,2}月\d{1,2}日(?!(?:[（(]?(?:星期|周).[)）]?)?(?:[上下]午|晚|当天|[在由至起前，上下]))[^，。；]{0,24}"
    r"|[^，。；\d]{0,12}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^，。；\d]{0,12}"
)
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:报|时报|新报|快报|商报|新闻|周刊|周报)")
"""A paper's name, alone on one of the first lines."""
_SPACED = re.compile(r"(?:[\u4e00-\u9fff] ){2,9}[\u4e00-\u9fff]")
_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
"""A date beside other furniture."""
_LONGEST = 80
"""Characters of the longest line of page furniture."""
_PARTS = 8
"""Blanks of a line that are looked at for what it is put together from."""


def is_furniture(text: str, *, on_top: bool) -> bool:
    """Does the line belong to the page, not to an article? `on_top`: a bare date there is the paper's own."""
    if len(text) > _LONGEST:
        return False
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    if _FURNITURE.fullmatch(text) or _DATELINE.fullmatch(text) or _is_joined(text):
        return True
    return on_top and bool(_HEADER_DATE.fullmatch(text) or _PAPER.fullmatch(text))


def _is_joined(text: str) -> bool:
    """Is the line put together from pieces of furniture: 第8期 今日八版 新闻热线：…?"""
    words = text.split()
    if not 1 < len(words) <= _PARTS:
        return False
    for cut in range(1, len(words)):
        head, rest = " ".join(words[:cut]), " ".join(words[cut:])
        if not _FURNITURE.fullmatch(rest) and not _is_joined(rest):
            continue
        if _FURNITURE.fullmatch(head) or _DATE.fullmatch(head):
            return True
    return False
