"""The table of benchmarks: what is named is run, and what does not exist is said in one line."""

from __future__ import annotations

import pytest

from benchmarks import cutting
from benchmarks.run import TABLES, main


def test_every_benchmark_has_a_way_to_write_each_column():
    for columns, formats, measure in TABLES.values():
        assert len(columns) == len(formats)
        assert callable(measure)


def test_one_benchmark_runs_alone(monkeypatch, capsys):
    monkeypatch.setattr(cutting, "ROUNDS", 1)
    main(["cutting"])
    head, rule, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("| page length, times |")
    assert set(rule) == {"|", "-"}
    assert sum(row.startswith("|") for row in rows) == len(cutting.TIMES_LONGER)


def test_a_benchmark_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(SystemExit, match="there is no benchmark 'speed': choose among startup, cutting"):
        main(["cutting", "speed"])
