"""A real server on a free loopback port."""

import queue
import threading
from typing import Any

from ui.server import serve


def start(app: Any) -> str:
    """Serve `app` on a free port in a thread; its address once it answers."""
    addresses: queue.Queue[str] = queue.Queue()
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0), kwargs={"announce": addresses.put}, daemon=True).start()
    return addresses.get(timeout=60)
