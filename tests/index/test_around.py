"""What stands around a text on real pages (by-lines in every form, captions, page furniture) costs it nothing."""

import json
from pathlib import Path

import pytest

from index.articles import cut
from index.furniture import is_furniture
from index.records import Page

CASES = json.loads((Path(__file__).parent.parent / "cases" / "around.json").read_text(encoding="utf-8"))
EMS = 16

APPLES = "青坪镇苹果喜获丰收"
APPLES_BODY = [
    "进入十月，青坪镇的苹果陆续成熟，枝头挂满了红彤彤的果实，果农们忙着采摘、分拣、装箱，一派丰收的景象。",
    "“今年雨水好，我家八亩果园能收三万多斤，比去年多卖两万元。”青坪村村民指着满园的苹果乐呵呵地说。",
    "为了让果农不愁销路，镇里请来电商企业，在村口搭起直播间，十天就卖出两千余箱。",
]
CLINIC = "县医院专家下乡义诊"
CLINIC_BODY = [
    "本报讯 10月18日，县人民医院组织专家到云岭乡开展义诊，为群众测血压、查血糖、做心电图，并讲解慢性病防治知识。",
    "义诊当天共接待群众三百二十余人，发放健康手册五百份，免费赠送价值六千元的药品。",
    "医院负责人说，每月一次的下乡义诊将长期坚持下去，让山区群众少跑路、看好病。（周涛）",
]


def set_lines(*paragraphs):
    """The printed lines of paragraphs, with the blank line between that extracts have."""
    lines = []
    for paragraph in paragraphs:
        line, room = "", EMS - 2
        for sign in paragraph:
            if len(line) >= room and sign not in "，。、；：！？”’）》":
                lines.append(line)
                line, room = "", EMS
            line += sign
        lines.append(line)
    return "\n\n".join(lines) + "\n\n"


def set_page(place, printed):
    """A page of two articles, with `printed` where by-lines stand: under or over the one about apples, or inside it."""
    clinic = CLINIC + "\n\n" + set_lines(*CLINIC_BODY)
    first, *rest = APPLES_BODY
    if place == "tail":
        body = set_lines("本报讯 " + first, *rest[:-1], rest[-1] + printed)
    elif place == "own":
        body = set_lines("本报讯 " + first, *rest) + printed + "\n\n"
    elif place == "line":
        return clinic + APPLES + "\n\n" + printed + "\n\n" + set_lines(first, *rest)
    else:
        return clinic + APPLES + "\n\n" + set_lines(printed + first, *rest)
    return APPLES + "\n\n" + body + clinic


def check(page, names=None):
    found = cut(Page(source="a.txt", number=1, text=page))
    assert len(found) == 2
    apples = next(article for article in found if "苹果" in article.body)
    assert apples.headline == APPLES
    assert apples.body.replace("\n", "") == "".join(APPLES_BODY)
    assert next(article for article in found if article is not apples).headline == CLINIC
    if names is not None:
        assert sorted(person.name for person in apples.byline if person.name) == sorted(names)


@pytest.mark.parametrize("case", CASES["signatures"], ids=lambda case: f"{case['place']} {case['printed']}")
def test_a_byline_of_any_form_is_read_and_leaves_the_text_clean(case):
    check(set_page(case["place"], case["printed"]), case["names"])


@pytest.mark.parametrize("printed", CASES["captions"])
@pytest.mark.parametrize("where", ["under a text", "at the end"])
def test_a_photos_caption_changes_neither_text_nor_headline(printed, where):
    signed = [*APPLES_BODY[:-1], APPLES_BODY[-1] + "（马小红）"]
    signed[0] = "本报讯 " + signed[0]
    bodies = set_lines(*signed), set_lines(*CLINIC_BODY)
    if where == "under a text":
        check(f"{APPLES}\n\n{bodies[0]}{printed}\n\n{CLINIC}\n\n{bodies[1]}", ["马小红"])
    else:
        check(f"{bodies[0]}{bodies[1]}{CLINIC}\n\n{APPLES}\n\n{printed}\n", ["马小红"])


@pytest.mark.parametrize("pieces", [CASES["furniture"][i::10] for i in range(10)], ids="; ".join)
def test_page_furniture_belongs_to_no_article(pieces):
    printed = "\n\n".join(pieces)
    signed = [*APPLES_BODY[:-1], APPLES_BODY[-1] + "（马小红）"]
    signed[0] = "本报讯 " + signed[0]
    check(f"{printed}\n\n{set_lines(*signed)}{set_lines(*CLINIC_BODY)}{CLINIC}\n\n{APPLES}\n\n{printed}\n", ["马小红"])


@pytest.mark.parametrize(
    "line",
    [
        "安全知识宣传公益广告，并为这些游泳爱好者",
        "天气，温度持续增高，室外",
        "扫描装订、排期开庭、文书送达、",
        "他说，欢迎订阅本报的读者来信",
    ],
)
def test_running_text_is_no_furniture(line):
    assert not is_furniture(line, on_top=False)


@pytest.mark.parametrize("initial", ["近", "10", "“"])
def test_a_large_initial_goes_back_to_its_text(initial):
    begins = {"近": "近日，县人民医院组织专家到云岭乡开展义诊，", "10": "10月18日，县人民医院专家到云岭乡开展义诊，"}
    first = (
        begins.get(initial, "“他们看病真仔细！”在云岭乡义诊现场，老人们连连称赞，") + "为群众测血压、查血糖、做心电图。"
    )
    body = [first, *CLINIC_BODY[1:]]
    rest = set_lines(first.removeprefix(initial), *body[1:])
    found = cut(Page(source="a.txt", number=1, text=f"{CLINIC}\n\n{initial}\n\n{rest}"))
    assert [article.body.replace("\n", "") for article in found] == ["".join(body).removesuffix("（周涛）")]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("10月16日，云岭小学的学生们在新修的操场上练习投篮和接力跑，迎接即将开幕的全县中小学生运动会。", True),
        ("近日，青坪镇组织村民清理河道垃圾、修剪河边花木，扮靓家园迎接重阳节，河水一天天清了起来。", True),
        ("云岭小学的学生们在操场上练习投篮。", False),
    ],
)
def test_a_photo_whose_text_reports_is_an_article_of_its_own(text, own):
    signed = ["本报讯 " + APPLES_BODY[0], *APPLES_BODY[1:-1], APPLES_BODY[-1] + "（马小红）"]
    page = f"{APPLES}\n\n{set_lines(*signed)}{text} 李强 摄\n\n{CLINIC}\n\n{set_lines(*CLINIC_BODY)}"
    found = cut(Page(source="a.txt", number=1, text=page))
    assert [article.body for article in found if article.type == "caption"] == ([text] if own else [])
    assert len(found) == 2 + own
