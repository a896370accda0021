"""A drop folder is taken when its files lie still."""

from __future__ import annotations

from pathlib import Path

from index.arrivals import await_arrivals, list_files


def test_nothing_new_is_taken_once_and_a_file_being_written_is_waited_for(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    happenings = iter(
        [
            lambda: None,
            lambda: page.write_text("一", "utf-8"),
            lambda: page.write_text("一二", "utf-8"),  # still growing
            lambda: None,  # lies still now
            lambda: None,
            lambda: page.unlink(),
            lambda: None,
        ]
    )
    looks = 0

    class Over(Exception):
        pass

    def sleep(seconds: float) -> None:
        nonlocal looks
        looks += 1
        happening = next(happenings, None)
        if happening is None:
            raise Over
        happening()

    seen: list[list[str]] = []
    try:
        for _ in await_arrivals([tmp_path], sleep):
            seen.append([path.read_text("utf-8") for path in sorted(tmp_path.iterdir())])
    except Over:
        pass
    assert seen == [[], ["一二"], []]
    assert looks == 8


def test_a_folder_that_is_not_there_yet_holds_nothing(tmp_path: Path) -> None:
    assert list_files([tmp_path / "later"]) == ""
