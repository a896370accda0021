"""Real servers on loopback ports and a real Chromium, over the fake archive."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.ui.fakes import BLOOD, BRIDGE, FakeArchive
from tests.ui.serving import UNLIMITED, start
from ui.archive import Archive
from ui.cli import main
from ui.server import create_app

EXAMPLES = ("3月5日献血活动共献血多少？", "how much blood was donated on 5 March")


@pytest.fixture(scope="session")
def archive() -> FakeArchive:
    return FakeArchive()


@pytest.fixture(scope="session")
def api(archive: FakeArchive) -> Iterator[httpx.Client]:
    """The API of a server without a page."""
    with httpx.Client(base_url=start(create_app(archive, settings=UNLIMITED, with_page=False)), timeout=10) as client:
        yield client


@pytest.fixture(scope="session")
def page_url(archive: FakeArchive) -> str:
    """A server with the page."""
    return start(create_app(archive, settings=UNLIMITED, examples=EXAMPLES))


@pytest.fixture(scope="session")
def sample_url() -> str:
    """A server with the page over an archive of examples."""
    return start(create_app(FakeArchive((BLOOD, BRIDGE), ("示例",)), settings=UNLIMITED, examples=EXAMPLES))


@pytest.fixture(scope="session")
def empty_url() -> str:
    """A server with the page over an archive without articles."""
    return start(create_app(FakeArchive(()), settings=UNLIMITED, examples=EXAMPLES))


@pytest.fixture(scope="session")
def paper(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The made-up paper of the examples, cut, indexed and opened as anybody's would be."""
    folder = tmp_path_factory.mktemp("paper") / "index"
    pages = str(root / "examples" / "pages")
    assert main(["build", pages, "--index", str(folder), "--newspaper", "霁川新报", "--collection", "示例"]) == 0
    return Archive.open(folder)


@pytest.fixture(scope="session")
def paper_url(paper: Archive) -> str:
    """A server with the page over that paper."""
    return start(create_app(paper, settings=UNLIMITED, examples=EXAMPLES))
