"""A real server on a free loopback port."""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from ui.public.rules import LimitRules
from ui.server import serve
from ui.settings import Settings

BUDGETS = ("address_minute", "address_day", "visitor_minute", "visitor_day", "site_minute", "site_day", "reports_hour")
UNLIMITED = Settings(limits=LimitRules(**dict.fromkeys(BUDGETS, 0)))
"""Settings for servers that a whole test session asks from one address."""


T = TypeVar("T")


def start(app: Any) -> str:
    """Serve `app` on a free port in a thread; its address once it answers."""
    addresses: queue.Queue[str] = queue.Queue()
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0), kwargs={"announce": addresses.put}, daemon=True).start()
    return addresses.get(timeout=60)


def wait_for(coroutine: Coroutine[object, object, T]) -> T:
    """What a coroutine returns, run in a thread: a browser that is open holds the event loop of the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def until(true: Callable[[], object]) -> None:
    """Wait for `true()`. How soon it is so on a machine with nothing else to do is measured in benchmarks/."""
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)
