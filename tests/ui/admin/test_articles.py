"""Articles in doubt, corrected, withdrawn and taken back over HTTP (row D13)."""

import re

import pytest

from index.records import Article
from tests.ui.admin.house import await_build, batch_of, keys_of, open_house, send, upload
from ui.admin.doubtful import Doubts, doubts_of

PAGE = (
    "石桥晚报\n2024年1月8日  第3版\n\n南山果园腊梅开放\n本报讯（记者 陶望舒）1月6日，南山果园三百株腊梅开放。"
    "果园负责人说，花期将持续到二月初。\n\n\n南山书屋迎来读者\n本报讯（记者 邢远帆）1月7日，南山书屋开门，"
    "首日有四百人到馆，借出图书九百册。馆员说，周末还有一场读书会。\n"
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = open_house(tmp_path_factory.mktemp("articles"))
    made.sign_in()
    return made


class Shelf:
    """A store as the list of doubts reads it."""

    def __init__(self, version, *sure):
        self.version, self.sure, self.read = version, sure, 0

    def articles(self):
        self.read += 1
        for number, each in enumerate(self.sure):
            yield Article(key=f"k{number}", source="a.txt", page=1, body="x", confidence=each)


def test_the_least_sure_stands_first_and_a_version_is_read_once():
    doubts, shelf = Doubts(), Shelf("1", 1.0, 0.7, 0.2, 0.75, 0.2)
    assert [line.key for line in doubts.of(shelf)] == ["k2", "k4", "k1"]
    assert doubts.of(shelf) == doubts.of(shelf)
    assert shelf.read == 1
    assert doubts.of(Shelf("2", 1.0)) == ()


def test_what_is_in_doubt_follows_uploads_corrections_and_withdrawals(tmp_path, monkeypatch):
    """The list made segment by segment is that of a whole reading, whatever was done to the index."""
    monkeypatch.setattr("ui.admin.doubtful.DOUBTFUL", 1.0)  # all but what an editor corrected
    made = open_house(tmp_path)
    archive = made.app.state.service.opening.get()
    made.sign_in()
    for number in (1, 2):
        data = PAGE.replace("南山", f"第{number}南山").encode()
        assert await_build(made, batch_of(upload(made, (f"{number}.txt", data)))) == "done"
    doubtful = [line.key for line in doubts_of(archive)]
    assert len(doubtful) > 1
    for step in ("correct", "uncorrect", "withdraw", "restore"):
        send(made, f"/admin/article/{step}", key=doubtful[0], headline="改过的", reason="试")
        whole = sorted(each.key for each in archive.store.articles() if each.confidence < 1.0)
        assert sorted(line.key for line in doubts_of(archive)) == whole
        assert (doubtful[0] in whole) == (step in ("uncorrect", "restore"))
    assert doubtful[0] in made.http.get("/admin/articles").text


def test_a_headline_is_corrected_and_found_at_once_and_put_back(house):
    headline, key = next(iter(keys_of(house).items()))
    article = house.http.get("/admin/article", params={"key": key})
    assert article.status_code == 200
    done = send(house, "/admin/article/correct", key=key, headline="东湖广场献血的人排成了长队", date="2023-03-06")
    assert "said=did_correct" in done.headers["location"]
    shown = house.http.get(f"/api/v1/articles/{key}").json()
    assert shown["headline"] == "东湖广场献血的人排成了长队"
    assert shown["published"] == "2023-03-06"
    page = house.http.get(done.headers["location"]).text
    assert "已更正" in page
    send(house, "/admin/article/uncorrect", key=key)
    assert house.http.get(f"/api/v1/articles/{key}").json()["headline"] == headline


def test_saving_without_a_change_confirms_it(house):
    key = next(iter(keys_of(house).values()))
    text = house.http.get(f"/api/v1/articles/{key}").json()
    done = send(house, "/admin/article/correct", key=key, headline=text["headline"], body=text["body"] + "\r\n")
    assert "said=did_confirm" in done.headers["location"]
    assert house.http.get(f"/api/v1/articles/{key}").json()["body"] == text["body"]


def test_what_two_editors_change_at_a_time_is_not_lost(house):
    key = next(iter(keys_of(house).values()))
    was = re.search(r'name="was" value="(\w+)"', house.http.get("/admin/article", params={"key": key}).text)[1]
    headline = house.http.get(f"/api/v1/articles/{key}").json()["headline"]
    first = send(house, "/admin/article/correct", key=key, was=was, headline="先改的标题")
    assert first.status_code == 303
    second = send(house, "/admin/article/correct", key=key, was=was, headline=headline, kicker="后改的引题")
    assert second.status_code == 400
    assert house.http.get(f"/api/v1/articles/{key}").json()["headline"] == "先改的标题"
    send(house, "/admin/article/uncorrect", key=key)


@pytest.mark.parametrize(
    "fields", [{"date": "gestern"}, {"body": ""}, {"headline": "长" * 501}, {"key": "no-such"}, {"key": ""}]
)
def test_what_cannot_be_corrected_is_said_on_a_page(house, fields):
    key = next(iter(keys_of(house).values()))
    answer = send(house, "/admin/article/correct", **{"key": key, **fields})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_d13_a_withdrawn_article_is_gone_at_once_and_comes_back(house):
    headline, key = list(keys_of(house).items())[1]
    assert send(house, "/admin/article/withdraw", key=key, reason=" ").status_code == 400
    done = send(house, "/admin/article/withdraw", key=key, reason="当事人要求\x1b[2J")
    assert house.http.get(f"/api/v1/articles/{key}").status_code == 410
    found = house.http.post("/api/v1/search", json={"query": headline}).json()["results"]
    assert key not in [each["key"] for each in found]
    page = house.http.get(done.headers["location"]).text
    assert "当事人要求" in page
    assert "\x1b" not in page
    assert headline not in page
    assert key in house.http.get("/admin/withdrawn").text
    assert send(house, "/admin/article/correct", key=key, headline="x").status_code == 400
    send(house, "/admin/article/restore", key=key)
    assert house.http.get(f"/api/v1/articles/{key}").json()["headline"] == headline
    assert send(house, "/admin/article/restore", key=key).status_code == 400


def test_articles_are_looked_for_by_words_and_by_key(house):
    headline, key = next(iter(keys_of(house).items()))
    for q in (headline, key):
        assert key in house.http.get("/admin/articles", params={"q": q}).text
    assert "没有找到" in house.http.get("/admin/articles", params={"q": "……"}).text
    for after in ("-1", "x", "²", "9" * 30, "99999"):
        assert house.http.get("/admin/articles", params={"after": after}).status_code == 200


def test_the_text_of_the_next_article_is_put_behind_unsaved(house):
    keys = list(keys_of(house).values())
    page = house.http.get("/admin/article", params={"key": keys[0]}).text
    other = re.search(r"append=([^\"&]+)", page)
    shown = house.http.get("/admin/article", params={"key": keys[0], "append": other[1] if other else "no-such"})
    assert shown.status_code == 200
    assert ("还没有保存" in shown.text) == bool(other)


def test_the_lines_of_its_page_say_where_an_article_begins_and_ends(tmp_path):
    made = open_house(tmp_path)
    made.sign_in()
    assert await_build(made, batch_of(upload(made, ("三版.txt", PAGE.encode())))) == "done"
    keys = keys_of(made)
    key = keys["南山书屋迎来读者"]
    shown = made.http.get("/admin/article/lines", params={"key": key}).text
    assert '<option value="9" selected>' in shown
    assert "南山果园腊梅开放</span>" in shown, "whose the other lines are"
    read = made.http.get("/admin/article", params={"key": key, "first": "5", "last": "9"}).text
    assert "第 5 至 9 行" in read
    assert "这些行也在别的稿件里" in read
    assert "三百株腊梅开放" in read.split("<textarea")[1].split("</textarea>")[0]
    assert made.http.get(f"/api/v1/articles/{key}").json()["body"].startswith("1月7日"), "nothing is saved yet"
    for first, last in (("0", "3"), ("x", "3"), ("9", "99"), ("²", "3"), ("1" * 9, "2")):
        assert made.http.get("/admin/article", params={"key": key, "first": first, "last": last}).status_code == 400
    old = next(key for headline, key in keys.items() if "南山" not in headline)
    refused = made.http.get("/admin/article/lines", params={"key": old})
    assert refused.status_code == 400
    assert "not cut from a page" in refused.text
    assert str(tmp_path) not in refused.text


def test_a_version_is_gone_back_to(house):
    key = next(iter(keys_of(house).values()))
    before = int(house.http.get("/api/v1/coverage").json()["version"])
    send(house, "/admin/article/correct", key=key, headline="退回之前的标题")
    assert "<strong>" in house.http.get("/admin/versions", params={"look": "yes"}).text
    send(house, "/admin/versions", version=str(before))
    assert house.http.get("/api/v1/coverage").json()["version"] == str(before)
    assert house.http.get(f"/api/v1/articles/{key}").json()["headline"] != "退回之前的标题"
    for wrong in ("0", "99999", "x", "²", ""):
        assert send(house, "/admin/versions", version=wrong).status_code == 400


@pytest.mark.parametrize("path", ["correct", "uncorrect", "withdraw", "restore"])
def test_d10_a_foreign_form_changes_nothing(house, path):
    key = next(iter(keys_of(house).values()))
    version = house.http.get("/api/v1/coverage").json()["version"]
    fields = {"key": key, "reason": "x", "headline": "x", "csrf": house.csrf}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert house.http.post(f"/admin/article/{path}", data=fields, headers=headers).status_code == 403
    fields["csrf"] = "0" * 64
    assert house.http.post(f"/admin/article/{path}", data=fields, headers=house.own).status_code == 403
    assert house.http.get(f"/admin/article/{path}", params=fields).status_code == 405
    assert house.http.get("/api/v1/coverage").json()["version"] == version
