"""Fixtures that every folder of tests shares."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() == "true"

# an example's time on a busy machine says nothing of the program
settings.register_profile("suite", settings.default, deadline=None)
settings.load_profile("suite")

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("LANGSMITH_TRACING", "false")


def skip_or_fail(reason: str) -> None:
    """Skip where something is missing on a person's machine; fail in CI, where it must be there."""
    if CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder of real pages, gold labels and data."""
    folder = Path(os.environ.get("WENBAO_SHARED") or ROOT.parent / "shared")
    if not (folder / "eval" / "score.py").is_file():
        skip_or_fail(f"the shared folder {folder} is not there: set WENBAO_SHARED to run this test")
    return folder.resolve()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or changes the user's own archive and settings."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("WENBAO_HOME", str(home / "wenbao"))
    for name in list(os.environ):
        if name.startswith("WENBAO_CHAT") or name == "WENBAO_MODEL":
            monkeypatch.delenv(name)


CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium."""
    if not CHROMIUM.exists():
        skip_or_fail(f"no {CHROMIUM}: install Debian's chromium and a font with Chinese signs")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # ms, as long as every other wait

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small Milvus for all tests; its address, behind which each test names an archive of its own."""
    from tests.milvus_lite import running

    with running(tmp_path_factory.mktemp("milvus")) as address:
        yield address
