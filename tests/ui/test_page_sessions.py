"""What Gradio keeps of each visit of the page is bounded: closing the page frees nothing of it (row G9)."""

import httpx

from tests.ui.serving import UNLIMITED, start, until
from ui.server import create_app


def test_g9_only_the_last_visits_are_kept(archive, monkeypatch):
    monkeypatch.setattr("ui.page.SESSIONS", 3)
    app = create_app(archive, settings=UNLIMITED)
    kept = app.router.routes[-1].app.app.state_holder.session_data
    queue = app.router.routes[-1].app.app.get_blocks()._queue
    with httpx.Client(base_url=start(app), timeout=60) as client:
        events = client.get("/config").json()["dependencies"]
        asks = next(n for n, e in enumerate(events) if any(t[1] == "submit" for t in e["targets"]))
        blank = ["谁？", *[None] * (len(events[asks]["inputs"]) - 1)]
        for visitor in range(8):
            call = {"fn_index": events[asks].get("id", asks), "session_hash": f"visitor{visitor}", "data": blank}
            assert client.post("/gradio_api/queue/join", json=call).status_code == 200
            until(lambda visitor=visitor: f"visitor{visitor}" in kept)
            until(lambda: not queue.event_ids_to_events)  # an event that ends late touches its visit once more
            assert len(kept) <= 4  # one beyond until the next look
    assert "visitor0" not in kept
    assert len(queue.event_analytics) <= 1
