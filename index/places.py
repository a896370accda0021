"""Places that a text names, by the words that Chinese place names end in."""

from __future__ import annotations

import re

_PLACE = re.compile(
    r"(?:^|[，。、；：“”（）《》\s]|在|到|于|赴|从|由|走进|深入|位于|前往|向|和|与|及|对|将|至|是|近日)"
    r"(?P<name>[\u4e00-\u9fff]{2,7}?(?:省|自治区|市|县|区|镇|乡|村|街道|社区|广场|大街|路|公园|医院|大学|学院|小学|中学|车站|机场|山庄))"
    r"(?![\u4e00-\u9fff]?[长民委办政级域别里内间])"
)
_NOT_PLACES = re.compile(
    r"^[全各我该本这那每一两多几所有老旧新为由把将的了其他们是不也都就]|^(?:城市|农村|乡村|智慧|平安|美丽|和谐|示范|文明|幸福|社区|小区|街道|道路|思路|线路|套路|出路)"
    r"|[的了着和与及]|(?:超市|上市|都市|门市|地区|市区|城区|山区|园区|景区|小区|辖区|误区|专区|片区|灾区|特区|校区|库区|区区|网络|铁路|公路|道路|思路|出路|之路|心路|问路|一路)$"
)
_MOST = 8
"""Places kept for an article: the main ones come first."""


def find_places(text: str) -> tuple[str, ...]:
    """The places named, in the order of their first mention, at most eight."""
    found: dict[str, None] = {}
    for match in _PLACE.finditer(text):
        name = match["name"]
        if len(name) >= 3 and not _NOT_PLACES.search(name):
            found.setdefault(name)
            if len(found) == _MOST:
                break
    return tuple(found)
