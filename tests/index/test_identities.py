from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identities import count_identities
from tests.fakes import take, write_records


def _sign(digits):
    return "10X98765432"[sum(int(d) * 2 ** (17 - n) for n, d in enumerate(digits)) % 11]


@given(st.integers(100000, 999999), st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 999))
def test_every_number_with_its_check_sign_is_counted_and_none_with_another(region, born, order):
    digits = f"{region}{born:%Y%m%d}{order:03d}"
    right = _sign(digits)
    assert count_identities(f"证号{digits}{right}。") == 1
    wrong = next(sign for sign in "0123456789X" if sign != right)
    assert count_identities(f"证号{digits}{wrong}。") == 0


@pytest.mark.parametrize(
    "text", ["电话0358-8221234", "账号6222021001116245702", "共投资120000000000000000元", "编号20230305000000000001"]
)
def test_other_long_numbers_are_none(text):
    assert count_identities(text) == 0


def test_whoever_takes_a_page_is_told_and_the_number_itself_is_not(tmp_path):
    number = "99010119000203001" + _sign("99010119000203001")
    text = f"岚陂县公安局公布获奖名单，获奖人身份证号{number}，请携带证件领奖。"
    plain = {"id": "b", "title": "秋收", "text": "岚陂县秋粮开镰。", "date": "2024-09-02"}
    printed = {"id": "a", "title": "领奖通知", "text": text, "date": "2024-09-01"}
    report = take(tmp_path / "i", write_records(tmp_path / "a.jsonl", [printed, plain]))
    notes = [note for file in report.files for note in file.notes]
    assert len([note for note in notes if "identity numbers" in note]) == 1
    assert not any(number in note for note in notes)
