"""Settings: the clean-up switches, and errors of one line that name what was meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from index.clean import FIXES
from index.errors import InputError
from tests.ui.test_cli import PAGE, lines, one_line, wenbao
from ui.cli import main
from ui.configuration import write_reference
from ui.settings import fields, load_settings, secrets, variable


def write(folder: Path, toml: str) -> None:
    (folder / "wenbao.toml").write_text(toml, "utf-8")


def test_every_clean_up_is_on_by_default_and_can_be_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path))
    assert load_settings().unfixed == ()
    for name in FIXES:
        write(tmp_path, f"[clean]\n{name} = false\n")
        assert load_settings().unfixed == (name,)
    write(tmp_path, "[clean]\ntrim = true\n")
    assert load_settings().unfixed == ()
    monkeypatch.setenv("WENBAO_CLEAN", '{"doubled": false}')
    assert load_settings().unfixed == ("doubled",)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[clean]\nglyph-space = false\n", ("clean", "'glyph-space'", "did you mean 'glyph-spaces'?")),
        ("[clean]\nglyph_spaces = false\n", ("did you mean 'glyph-spaces'?",)),
        ("[clean]\nzzz = false\n", ("'zzz'", "known are hidden, breaks")),
        ("[clean]\ntrim = 7\n", ("clean.trim",)),
        ("clean = 1\n", ("clean",)),
        ('chat_modell = "x"\n', ("'chat_modell'", "did you mean 'chat_model'?")),
        ("[clean\n", ("wenbao.toml",)),
        ("[limits]\nadress_minute = 1\n", ("did you mean 'limits.address_minute'?",)),
        ("[limits]\naddress_minute = -1\n", ("limits.address_minute",)),
        ('[public]\ntrusted_proxies = ["proxy.example"]\n', ("public.trusted_proxies", "10.0.0.0/8")),
        ('chat_key = "sk-1"\n', ("wenbao.toml", "'chat_key' is a secret", "as WENBAO_CHAT_KEY")),
        ('[public]\nmetrics_token = "t"\n', ("a secret", "as WENBAO_PUBLIC__METRICS_TOKEN")),
        ('state_url = "postgresql+psycopg://a:word@db/w"\n', ("a secret", "as WENBAO_STATE_URL")),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_what_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path))
    write(tmp_path, toml)
    with pytest.raises(InputError) as caught:
        load_settings()
    assert "\n" not in caught.value.message
    for word in words:
        assert word in caught.value.message


def test_a_build_follows_the_switches_and_config_shows_them(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    env = {"WENBAO_HOME": str(home)}
    page = tmp_path / "a.txt"
    page.write_text(PAGE.replace("420棵", " 420 棵"), "utf-8")
    assert wenbao("build", page, env=env).returncode == 0
    (before,) = lines(wenbao("articles", "--json", env=env))
    assert "digit-spaces" in before["fixes"]
    write(home, "[clean]\ndigit-spaces = false\n")
    assert lines(wenbao("build", page, "--json", env=env))[0]["counts"]["taken"] == 1
    (after,) = lines(wenbao("articles", "--json", env=env))
    assert (after["key"], " 420 棵" in after["body"]) == (before["key"], True)
    assert "digit-spaces off" in wenbao("config", "--show", env=env).stdout
    assert lines(wenbao("config", "--show", "--json", env=env))[0]["clean"] == {n: n != "digit-spaces" for n in FIXES}
    write(home, "[clean]\ndigit-space = false\n")
    wrong = wenbao("build", page, env=env)
    assert wrong.returncode == 1
    assert "did you mean 'digit-spaces'?" in one_line(wrong)


def test_the_reranker_is_a_setting_that_an_option_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path))
    assert load_settings().reranker is None
    write(tmp_path, 'reranker = "one/model"\n')
    assert load_settings().reranker == "one/model"
    assert load_settings(reranker="another/model").reranker == "another/model"


def test_a_reranker_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    index = ("--index", tmp_path / "i")
    assert wenbao("build", tmp_path / "a.txt", *index).returncode == 0
    done = wenbao("search", "植树", *index, env={"WENBAO_RERANKER": str(tmp_path / "nowhere")})
    assert (done.returncode, done.stdout) == (1, "")
    assert one_line(done).startswith(f"wenbao: reranker '{tmp_path}/nowhere' cannot be loaded: no such folder")


def test_tables_can_be_set_one_by_one_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_LIMITS__ADDRESS_MINUTE", "7")
    monkeypatch.setenv("WENBAO_PUBLIC__METRICS_TOKEN", "0123456789abcdef")
    settings = load_settings()
    assert (settings.limits.address_minute, settings.limits.address_day) == (7, 3000)
    assert "0123456789abcdef" not in repr(settings)


def test_an_address_without_a_password_is_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path))
    write(tmp_path, 'state_url = "postgresql+psycopg://a@db/w"\n')
    assert load_settings().state_url is not None


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("WENBAO_CHATURL", "did you mean 'WENBAO_CHAT_URL'?"),
        ("WENBAO_ADMIN_SECRETS", "did you mean 'WENBAO_ADMIN_SECRET'?"),
        ("WENBAO_HOMES", "did you mean 'WENBAO_HOME'?"),
        ("WENBAO_LIMITS__ADRESS_MINUTE", "did you mean 'limits.address_minute'?"),
    ],
)
def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, words: str) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(InputError) as caught:
        load_settings()
    assert words in caught.value.message


def test_a_variable_of_another_program_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_PORT", "tcp://10.0.0.7:7860")  # as container networks set for a service of that name
    assert load_settings().timezone == "Asia/Shanghai"


def test_no_secret_is_ever_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path))
    for name in secrets():
        monkeypatch.setenv(variable(name), "sqlite:///s3cret-s3cret.db")
    assert main(["config", "--show", "--json"]) == 0
    told = capsys.readouterr().out
    shown = json.loads(told)
    assert main(["config", "--show"]) == 0
    plain = capsys.readouterr().out
    assert (shown["admin_secret"], shown["public"]["metrics_token"], shown["state_url"]) == ("set",) * 3
    assert "chat_key = set" in plain
    assert "s3cret" not in plain + told


def test_the_reference_of_settings_is_fresh() -> None:
    written = Path(__file__).parents[2] / "docs" / "configuration.md"
    assert written.read_text("utf-8") == write_reference(), "run: wenbao config --reference > docs/configuration.md"


def test_the_reference_names_every_setting_once() -> None:
    rows = [line for line in write_reference().splitlines() if line.startswith("| `")]
    assert sorted(row.split("`")[3] for row in rows) == sorted(
        variable(name) for name, field in fields().items() if not isinstance(field.default, BaseModel)
    )
