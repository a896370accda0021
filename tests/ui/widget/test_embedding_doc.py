"""What docs/embedding.md shows is what the program does."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ui.cli import make_parser
from ui.release import VERSION
from ui.widget.assets import snippet
from ui.widget.sites import Embedder, SiteRules
from ui.widget.tokens import is_ticket

ROOT = Path(__file__).parents[3]
DOC = (ROOT / "docs" / "embedding.md").read_text("utf-8")
LOADER = (ROOT / "ui" / "widget" / "static" / "loader.js").read_text("utf-8")


def test_its_ticket_is_one():
    scope: dict[str, object] = {}
    code = re.search(r"```python\n(.*?)```", DOC, re.S).group(1)
    exec(code, scope)
    site = Embedder("a" * 32, "日报", (), SiteRules(ticket=True), "1" * 64)
    assert is_ticket(scope["make_ticket"](site.id, site.secret), site, datetime.now(UTC))


def test_its_lines_to_paste_are_those_that_are_printed():
    shown = re.search(r"```html\n(.*?)```", DOC, re.S).group(1)
    site = "站点编号"
    printed = re.sub(r"sha384-[^\"]+", "sha384-…", snippet(site, "https://ask.paper.example"))
    assert shown.strip() == printed
    assert f"/widget/v{VERSION}.js" in DOC


def test_its_commands_are_understood():
    commands = re.findall(r"^wenbao (site .*)$", DOC, re.M)
    assert len(commands) >= 2
    for command in commands:
        make_parser().parse_args(command.split())


@pytest.mark.parametrize("list_name", ["OPTIONS", "TOLD"])
def test_every_attribute_and_event_of_the_loader_is_told(list_name):
    names = re.findall(r'"([\w-]+)"', re.search(rf"var {list_name} = \[(.*?)\]", LOADER, re.S).group(1))
    assert names
    for name in names:
        assert name in DOC


def test_every_method_is_told():
    for name in ("open", "close", "toggle", "ask", "setContext", "setTheme", "setLocale", "destroy"):
        assert f"Wenbao.{name}(" in DOC
        assert re.search(rf'\n    {name}\(|"{name}"', LOADER)
