"""Two articles that run into one are parted where the wording changes, and doubt says where cutting may be wrong."""

import re

import pytest

from index.articles import cut
from index.records import Byline, Page
from index.settings import DOUBTFUL

BRIDGE = (
    "柳河镇的老石桥有一百二十年历史，桥面去年被洪水冲毁了一半。镇里请来石匠，按原样凿了八十六块青石，石料从二十里外的采石场运来。",
    "石匠们每天清晨下河，赶在汛期前把桥墩砌好。桥面合龙那天，两岸的村民都来看，桥头摆了长桌。",
    "石桥修好后，河东的菜农进城少走六里路，桥上又有了卖豆腐的担子。",
)
CLINIC = (
    "近日，青山县第二医院的眼科医生带着设备进山义诊，为四百名老人查眼底、测视力。",
    "义诊持续了三天，查出白内障患者三十七名，医院将分批安排手术，费用由慈善基金承担。",
    "院长介绍，往后每季度义诊一次，药品和老花镜免费发放。",
)


def set_lines(paragraphs, width=18):
    """Each paragraph as lines of one column, its indent lost."""
    return [
        line for text in paragraphs for line in [text[: width - 2], *re.findall(f".{{1,{width}}}", text[width - 2 :])]
    ]


def articles(*blocks):
    return cut(Page(source="a.txt", number=1, text="\n\n".join(line for block in blocks for line in block) + "\n"))


def plain(paragraphs):
    return "".join(paragraphs)


def test_two_texts_between_two_bylines_are_two_articles():
    opened = ("本报讯（记者 赵大海） " + BRIDGE[0], *BRIDGE[1:])
    heads = ["老石桥按原样修复", "医生进山义诊"]
    bridge, clinic = articles(set_lines(opened), set_lines(CLINIC), ["（李小光）"], heads)
    assert (plain(bridge.body.split("\n")), plain(clinic.body.split("\n"))) == (plain(BRIDGE), plain(CLINIC))
    assert (bridge.headline, clinic.headline) == ("老石桥按原样修复", "医生进山义诊")
    assert bridge.byline == (Byline("赵大海", "记者"),)
    assert clinic.byline == (Byline("李小光", "署名"),)


def test_a_text_that_goes_on_about_its_matter_stays_whole():
    later = "近日，镇里又请石匠们为老石桥加了石栏，桥面两头各立一块青石，刻着修桥的石匠和村民的名字，桥墩也重新砌过。"
    opened = ("本报讯（记者 赵大海） " + BRIDGE[0], *BRIDGE[1:], later)
    (bridge,) = articles(["老石桥按原样修复"], set_lines(opened))
    assert plain(bridge.body.split("\n")) == plain((*BRIDGE, later))


def test_a_marked_article_is_sure_and_an_unmarked_one_above_another_is_not():
    opened = ("本报讯 " + BRIDGE[0], *BRIDGE[1:])
    (sure,) = articles(["老石桥按原样修复"], set_lines(opened), ["（赵大海）"])
    assert sure.confidence > 0.85
    assert all(article.confidence < DOUBTFUL for article in articles(set_lines(BRIDGE)))


def test_the_blanks_of_paragraphs_tell_text_from_headlines():
    kept = ["　　" + text for text in (*BRIDGE[1:], "石桥边的老槐树也保住了", *CLINIC[1:])]
    (article,) = articles(["老石桥按原样修复"], ["　　本报讯 " + BRIDGE[0]], kept)
    assert "石桥边的老槐树也保住了" in article.body


def test_a_headline_that_its_text_says_again_is_no_first_line():
    text = ("近日，青山县第二医院的眼科医生进山义诊，为四百名老人查眼底。", *CLINIC[1:])
    first, second = articles(set_lines(BRIDGE), ["（赵大海）"], ["青山县第二医院眼科医生进山义诊"], set_lines(text))
    assert second.headline == "青山县第二医院眼科医生进山义诊"
    assert plain(second.body.split("\n")) == plain(text)
    assert plain(first.body.split("\n")) == plain(BRIDGE)


LOST = "周大明不慎将机动车行驶证丢失，证号1411240403，声明作废。"
MENDED = "本报3月6日二版刊发的《老石桥通车》一文中，“二十里”应为“三十里”，特此更正，并向读者致歉。"


@pytest.mark.parametrize("notice", [LOST, MENDED])
@pytest.mark.parametrize("first", [True, False])
def test_a_small_notice_that_is_known_by_its_formula_is_an_article_of_its_own(notice, first):
    blocks = [set_lines(BRIDGE), set_lines([notice])]
    found = articles(*(reversed(blocks) if first else blocks), ["老石桥按原样修复"])
    texts = [plain(article.body.split("\n")) for article in found]
    assert texts == ([notice, plain(BRIDGE)] if first else [plain(BRIDGE), notice])


def test_what_is_lost_in_a_story_is_no_notice():
    story = (BRIDGE[0], "石匠老周在桥下丢失了一把祖传的凿子，村民们打着手电帮他找了一夜。", BRIDGE[2])
    (found,) = articles(set_lines(story), ["老石桥按原样修复"])
    assert plain(found.body.split("\n")) == plain(story)
