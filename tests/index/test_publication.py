import pytest

from index.articles import cut
from index.publication import date_in_name
from index.records import Page, Statement


def published(text, source="a.txt", stated=None):
    articles = cut(Page(source=source, number=1, text=text, stated=stated or Statement()))
    return articles[0].published, (articles[0].published_basis or "").split(":")[0]


BODY = "本报讯 {}，我县在广场开展植树活动，三百多人参加，共种下一千棵树，大家都说好。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY.format("2023年3月5日"), ("2023-03", "inferred")),
        (BODY.format("3月5日") + "\n本报讯 近日，我县2023年春耕启动会举行，大家都很高兴。", ("2023-03", "inferred")),
        (BODY.format("1月5日") + "\n本报讯 2022年12月14日，座谈会在县城召开，总结了工作。", ("2023-01", "inferred")),
        (BODY.format("12月10日") + "\n本报讯 2022年12月14日，座谈会召开，谋划2023年工作。", ("2022-12", "inferred")),
        (BODY.format("5月23日，虽然是周六") + "\n本报讯 从2018年开始，我县建起了十个站点。", ("2020-05", "inferred")),
        (BODY.format("近日"), (None, "")),
        (BODY.format("3月5日"), (None, "")),
        (BODY.format("5月23日，虽然是周六") + "\n本报讯 从2018年到本世纪初，我县建起站点。", ("2020-05", "inferred")),
        (BODY.format("3月5日") + "\n本报讯 2023年春节，我县举办灯会，大家都很高兴。", ("2023-03", "inferred")),
        (BODY.format("正月初五") + "\n本报讯 2023年春节，我县举办灯会，大家都很高兴。", (None, "")),
        (BODY.format("近日") + "该馆建成于2015年。", (None, "")),
        (BODY.format("9月9日") + "\n本报讯 在第39个教师节到来之际，我县慰问了教师代表。", ("2023-09", "inferred")),
        (BODY.format("6月30日") + "\n本报讯 我县举办庆祝建党100周年歌会，大家都很高兴。", ("2021-07", "inferred")),
        (BODY.format("6月30日") + "\n本报讯 我县喜迎建党100周年，大家都很高兴。", (None, "")),
        (
            BODY.format("11月5日") + "\n本报讯 渠道须在2025年3月底前修好，路在明年4月20日前修好。",
            ("2024-11", "inferred"),
        ),
        (
            BODY.format("6月5日") + "\n本报讯 2023年艾灸接受预约，分别为7月20日、8月9日。",
            ("2023-06", "inferred"),
        ),
        ("2023年3月7日 星期二 第2版\n\n" + BODY.format("3月5日"), ("2023-03-07", "printed")),
        ("某某新报 2023年3月7日\n\n" + BODY.format("3月5日"), ("2023-03-07", "printed")),
    ],
)
def test_a_page_is_dated_only_as_finely_as_is_sure(text, expected):
    assert published(text) == expected


def test_what_is_stated_goes_before_what_is_printed_and_that_before_what_is_inferred():
    text = BODY.format("2023年3月5日")
    assert published(text, stated=Statement(published="2023-04-01")) == ("2023-04-01", "given")
    assert published(text, source="2023-03-07/a3.txt") == ("2023-03-07", "printed")


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2023-03-07.txt", "2023-03-07"), ("20230307_A2.txt", "2023-03-07"), ("2023/03/07/A3.txt", "2023-03-07"),
        ("20230307/03.txt", "2023-03-07"), ("20230307A3版.txt", "2023-03-07"),
        ("2023-03/07/content_1.txt", "2023-03-07"),
        ("202303/07/node_2.htm", "2023-03-07"), ("2023/1/2.txt", None),
        ("2023年3月7日.txt", "2023-03-07"), ("page12345678.txt", None), ("a.txt", None), ("2023-13-07.txt", None),
        ("2023-02-30.txt", None), ("000_dd5f00.txt", None),
    ],
)  # fmt: skip
def test_the_date_in_a_name(name, iso):
    assert date_in_name(name) == iso
