"""A real server on a free loopback port."""

import queue
import threading
from typing import Any

from ui.public.rules import LimitRules
from ui.server import serve
from ui.settings import Settings

BUDGETS = ("address_minute", "address_day", "visitor_minute", "visitor_day", "site_minute", "site_day", "reports_hour")
UNLIMITED = Settings(limits=LimitRules(**dict.fromkeys(BUDGETS, 0)))
"""Settings for servers that a whole test session asks from one address."""


def start(app: Any) -> str:
    """Serve `app` on a free port in a thread; its address once it answers."""
    addresses: queue.Queue[str] = queue.Queue()
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0), kwargs={"announce": addresses.put}, daemon=True).start()
    return addresses.get(timeout=60)
