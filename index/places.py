"""Places that a text names, by the words that Chinese place names end in."""

from __future__ import annotations

import re

_KIND = "省|自治区|市|县|区|镇|乡|村|街道|社区|广场|大街|路|公园|医院|大学|学院|小学|中学|车站|机场|山庄|水库|大桥"
_PLACE = re.compile(
    r"(?:^|[，。、；：“”（）《》\s]|在|到|于|赴|从|由|走进|深入|位于|前往|向|和|与|及|对|将|至|是|近日)"
    rf"(?P<name>[\u4e00-\u9fff]{{2,6}}?(?:{_KIND})(?:社区|街道|广场|小学|中学|村)?)"
    r"(?![\u4e00-\u9fff]?[长民委办政级域别里内间]|[村场场线径程面段人况容貌化])"
)
_NOT_PLACES = re.compile(
    r"^[全各我该本这那每一两多几所有老旧新为由把将的了其他们是不也都就使让以对向从在到和与及同上下去来据经再更最要会能可应须]"
    r"|^(?:城市|农村|乡村|智慧|平安|美丽|和谐|示范|文明|幸福|创建|建设|打造|推动|推进|确保|助推|发挥|动员|要求|积极|切实|共同|坚持|进一步"
    r"|成为|加快|加强|促进|改善|增进|树立|覆盖|第[一二三])"
    r"|[的了着和与及]|(?:城市|城乡|农村|乡村|自治区|直辖市|超市|上市|都市|门市|地区|市区|城区|山区|园区|景区|小区|辖区|误区|专区|片区|灾区|特区|校区|库区|社会|全县|全市|全区"
    r"|铁路|公路|道路|思路|出路|之路|心路|问路|一路|下乡|进社区|各县|各区|我市|我县)$"
)
_MOST = 8
"""Places kept for an article: the main ones come first."""
_LOOKED_AT = 3 * _MOST
"""Candidates after which the text is not searched further."""


def find_places(text: str) -> tuple[str, ...]:
    """The places named, in the order of their first mention, at most eight."""
    found: dict[str, None] = {}
    for match in _PLACE.finditer(text):
        name = match["name"]
        if len(name) >= 3 and not _NOT_PLACES.search(name):
            found.setdefault(name)
            if len(found) == _LOOKED_AT:
                break
    # What ends in another place's name has words before it that belong to the sentence: 来到某某区.
    whole = [name for name in found if not any(name != other and name.endswith(other) for other in found)]
    return tuple(whole[:_MOST])
