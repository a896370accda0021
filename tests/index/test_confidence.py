"""What makes an article doubtful: signs that its text or its heading is two."""

from dataclasses import replace

import pytest

from index.bylines import Signature
from index.confidence import rate
from index.drafts import Draft
from index.headlines import Heading
from index.overlap import Overlap
from index.records import Byline
from index.settings import DOUBTFUL

BRIDGE = (
    "老石桥横跨青河已有三百年，桥面石板被车轮磨出深深的沟槽，去年汛期两孔桥拱开裂，车辆只能绕行。",
    "县里请来石匠，按原样把裂开的桥拱拆下，逐块编号，再用糯米灰浆砌回原处，工期一百二十天。",
    "如今老石桥重新通行，行人往来不绝，桥头的茶摊也摆了出来，石匠们还在桥栏上补刻了莲花。",
)
CLINIC = (
    "清晨六点，医疗队带着听诊器和血压计进了山，四十多位老人早早等在卫生室门口量血压、测血糖。",
    "医生为行动不便的病人上门换药，留下三个月的降压药，并把电话号码写在墙上，随叫随到。",
)
SCHOOL = ("小学操场新铺了塑胶跑道，孩子们课间跳绳、踢毽子，体育老师把接力赛安排在每周五下午。",)


def confidence(paragraphs: tuple[str, ...], heading: Heading, other: Heading | None = None, *also: Signature) -> float:
    """The confidence of a signed text that stands between two others of a usual length."""
    people, text = (Byline("赵大海", "记者"),), "（记者 赵大海）"
    drafts: list[Draft] = []
    for at, body in enumerate((SCHOOL * 3, paragraphs, SCHOOL * 3)):
        draft = Draft(at=at, end=at, paragraphs=list(body), opened=True, closed=True)
        for signature in (Signature(people, text), *(also if at == 1 else ())):
            draft.sign(signature)
        drafts.append(draft)
    beside = Heading("小学有了新跑道", sureness=1.0, fits=((0.8, 0.0, 1),))
    overlap = Overlap([draft.body for draft in drafts])
    return rate(drafts, [beside, heading, other or beside], overlap)[1]


WELL = Heading("老石桥按原样修复通行", sureness=0.6, fits=((0.5, 0.1, 0),))


def test_a_signed_text_with_its_headline_is_sure():
    assert confidence(BRIDGE, WELL) > 0.85


@pytest.mark.parametrize(
    "heading",
    [
        replace(WELL, headline="老石桥按原样修复通行 石匠在砌桥拱。 记者 赵大海 摄"),
        replace(WELL, headline=""),
        replace(
            WELL,
            headline="老石桥按原样修复通行 医疗队进山为四十多位老人量血压",
            kicker="小学操场新铺跑道孩子们课间跳绳踢毽子个个乐开了花",
        ),
    ],
    ids=["a caption in it", "none", "three in one"],
)
def test_a_heading_that_cannot_be_one_is_doubtful(heading):
    assert confidence(BRIDGE, heading) < DOUBTFUL


def test_a_text_with_a_byline_above_and_another_below_is_doubtful():
    below = Signature((Byline("李小光", "署名"),), "（李小光）")
    assert confidence(BRIDGE, WELL, None, below) < DOUBTFUL


@pytest.mark.parametrize(
    "paragraphs",
    [
        (*BRIDGE, "本报讯 " + CLINIC[0], *CLINIC[1:]),
        (*BRIDGE[:2], BRIDGE[2] + "（记者 赵大海）" + CLINIC[0], *CLINIC),
        (*BRIDGE, *CLINIC),
        (*BRIDGE[:2], BRIDGE[2][:-8]),
    ],
    ids=["an opening within", "a by-line within", "two matters", "no end"],
)
def test_a_text_that_looks_like_two_or_half_of_one_is_less_sure(paragraphs):
    assert confidence(paragraphs, WELL) < confidence(BRIDGE, WELL) - 0.05


def test_a_phrase_over_another_text_that_fits_this_one_better_makes_it_doubtful():
    other = Heading("小学有了新跑道 老石桥按原样修复", sureness=0.6, fits=((0.5, 0.1, 1), (0.1, 0.6, 1)))
    assert confidence(BRIDGE, WELL, other) < DOUBTFUL
