"""Sites: exact parents, settings that are checked, `wenbao site`."""

import json

import pytest

from index.errors import InputError
from ui.cli import main
from ui.state.store import IN_MEMORY, State
from ui.widget.sites import Embedder, SiteRules, Sites, parse_origin, read_rules


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://www.paper.example", "https://www.paper.example"),
        (" https://WWW.Paper.Example/ ", "https://www.paper.example"),
        ("https://paper.example:443", "https://paper.example"),
        ("http://paper.example:80", "http://paper.example"),
        ("http://127.0.0.1:7870", "http://127.0.0.1:7870"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://报纸.example", f"https://{'报纸.example'.encode('idna').decode()}"),
    ],
)
def test_an_origin_is_scheme_host_and_port(text, origin):
    assert parse_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "https://*",
        "https://*.paper.example",
        "paper.example",
        "//paper.example",
        "https://",
        "https://paper.example/path",
        "https://paper.example?x",
        "https://paper.example#x",
        "https://user@paper.example",
        "ftp://paper.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "null",
        "https://paper.example; script-src *",
        "https://paper.example 'unsafe-inline'",
        "https://paper.example:99999",
        "https://paper.example:x",
        "https://paper_example",
        "https://-paper.example",
    ],
)
def test_anything_else_is_none(text):
    with pytest.raises(InputError, match="is no web origin"):
        parse_origin(text)


@pytest.fixture
def sites():
    return Sites(State.open(IN_MEMORY))


def test_a_site_is_found_until_it_is_paused(sites):
    site = sites.add("日报", ["https://paper.example"])
    found = sites.find(site.id)
    assert found is not None
    assert found.parents == ("https://paper.example",)
    sites.pause(site.id)
    assert sites.find(site.id) is None
    sites.pause(site.id, False)
    assert sites.find(site.id) == found


def test_settings_change_one_by_one(sites):
    site = sites.add("日报", ["https://paper.example"], read_rules({"title": "日报", "collections": ["甲"]}))
    sites.change(site.id, settings={"minute": 5})
    rules = sites.find(site.id).rules
    assert (rules.title, rules.collections, rules.minute) == ("日报", ("甲",), 5)
    sites.change(site.id, parents=[])
    assert sites.find(site.id).parents == ()


@pytest.mark.parametrize(
    "given",
    [
        {"colour": "red"},
        {"minute": 0},
        {"links": ["paper.example/x"]},
        {"links": ["*"]},
        {"privacy": "javascript:alert(1)"},
        {"suggestions": ["1", "2", "3", "4", "5"]},
        {"lang": "fr"},
    ],
)
def test_wrong_settings_are_named(given):
    with pytest.raises(InputError, match=f"setting of a site: {next(iter(given))}"):
        read_rules(given)


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://www.paper.example/1", True),
        ("http://paper.example/1", True),
        ("https://m.epaper.example/1", True),
        ("https://epaper.example.evil.example/", False),
        ("https://evilepaper.example/", False),
        ("https://epaper.example@evil.example/", False),
        ("https://evil.example/?https://epaper.example", False),
        ("javascript:alert(1)//epaper.example", False),
        ("//epaper.example/", False),
        ("https://epaper.example\n.evil.example/", False),
        (None, False),
    ],
)
def test_links_lead_to_the_sites_own_hosts_and_those_of_its_list(url, may):
    site = Embedder("a", "a", ("https://paper.example",), SiteRules(links=("epaper.example",)), "s")
    assert site.may_link(url) is may


def test_the_command_line_adds_lists_pauses_and_prints_the_snippet(tmp_path, capsys):
    def run(*arguments: str) -> str:
        assert main(["site", *arguments, "--index", str(tmp_path)]) == 0
        return capsys.readouterr().out

    parent = ("--parent", "https://paper.example", "--collection", "日报", "--ticket")
    made = json.loads(run("add", "日报网", *parent, "--json"))
    assert made["parents"] == ["https://paper.example"]
    assert made["settings"] == {"collections": ["日报"], "ticket": True}
    assert len(made["secret"]) == 64
    assert json.loads(run("pause", made["id"], "--json"))["paused"] is True
    assert "paused" in run("list")
    assert json.loads(run("resume", made["id"], "--json"))["paused"] is False
    assert json.loads(run("change", made["id"], "--no-ticket", "--json"))["settings"] == {"collections": ["日报"]}
    lines = run("snippet", made["id"], "--service", "https://ask.example/")
    assert f'<wenbao-chat site="{made["id"]}">' in lines
    assert 'src="https://ask.example/widget/v' in lines
    assert main(["site", "pause", "0" * 32, "--index", str(tmp_path)]) == 1
    assert "there is no site" in capsys.readouterr().err
    assert main(["site", "add", "x", "--parent", "*", "--index", str(tmp_path)]) == 1
    assert "is no web origin" in capsys.readouterr().err
