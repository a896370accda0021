"""Story threads over the sample paper: the reports of one matter, by date."""

import pytest

from rag.finding.threads import REPORTS_MOST, follow_story
from ui.archive import Archive
from ui.cli import main


@pytest.fixture(scope="module")
def archivist(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("threads") / "index"
    assert main(["build", str(root / "examples" / "pages"), "--index", str(folder)]) == 0
    return Archive.open(folder)._archivist


def by_headline(archivist, part):
    return next(article for article in archivist.store.articles() if part in article.headline)


@pytest.mark.parametrize(
    ("part", "others"),
    [
        ("示范片再创新高", ["禾芷镇千亩示范片亩产728.6公斤", "三年测产"]),
        ("青砚路改造完工通车", ["全长1.8公里"]),
        ("霁枫公路全线通车", ["霁枫公路改建完成"]),
    ],
)
def test_a_matter_is_followed_through_the_years(archivist, part, others):
    story = follow_story(archivist, by_headline(archivist, part))
    for other in others:
        assert any(other in article.headline for article in story), other
    dates = [article.published for article in story if article.published]
    assert dates == sorted(dates)


def test_a_correction_belongs_to_what_it_corrects(archivist):
    wrong = next(article for article in archivist.store.articles() if article.corrected_by)
    assert wrong.corrected_by in {article.key for article in follow_story(archivist, wrong)}


@pytest.mark.parametrize("part", ["关于望蒲街道部分区域临时停水", "征订启事", "招聘会"])
def test_what_happened_once_has_no_story(archivist, part):
    article = by_headline(archivist, part)
    assert follow_story(archivist, article) == (article,)


def test_an_article_is_in_its_own_story_once(archivist):
    for article in archivist.store.articles():
        keys = [member.key for member in follow_story(archivist, article)]
        assert keys.count(article.key) == 1 and len(set(keys)) == len(keys) <= REPORTS_MOST
