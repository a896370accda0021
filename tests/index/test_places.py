import pytest

from index.places import find_places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("3月5日，青山县在人民广场开展活动。", ("青山县", "人民广场")),
        ("青山县召开会议。来到青山县的人很多。", ("青山县",)),
        ("近日，柳河街道柳河路社区举行活动。", ("柳河街道",)),
        ("全县各乡镇推进乡村建设，改善城市面貌。", ()),
        ("", ()),
    ],
)
def test_places_by_their_endings(text, places):
    assert find_places(text) == places
