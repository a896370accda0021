"""The whole page: its head, the bar of rooms (问答, 核查, 往期, 管理) and each room, built by its own folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import gradio as gr

import ui.chat
import ui.desk.tab
import ui.reading.tab
from ui.public.endpoint import remote_host
from ui.render import colophon_html, masthead_html
from ui.service import Service


def build_page(service: Service, offered: Callable[[], Sequence[str]], *, admin: bool = False) -> gr.Blocks:
    """The page over an archive that may still be opening.

    `admin` shows the way to the editor's rooms; `offered` gives example questions whenever somebody arrives. All rooms
    stand in one document; the page's script shows the one whose name (`ask`, `check`, `archive`) is in the address's
    fragment, so that a room costs no second start of Gradio and leaves the others as they were.
    """

    def head() -> str:
        return masthead_html(ui.chat.coverage_of(service.opening), admin=admin)

    page = gr.Blocks(title="问报 Wenbao", analytics_enabled=False, fill_width=True)
    with page:
        masthead = gr.HTML(head(), elem_id="masthead", js_on_load=None)
        with gr.Column(elem_id="room-ask", elem_classes="room"):
            ui.chat.build_tab(service, offered)
        with gr.Column(elem_id="room-check", elem_classes="room"):
            ui.desk.tab.build_tab(service)
        with gr.Column(elem_id="room-archive", elem_classes="room"):
            ui.reading.tab.build_tab(service)
        gr.HTML(
            colophon_html(service.settings.page, remote_host(service.settings.chat_url)),
            elem_id="colophon",
            js_on_load=None,
        )
        page.load(head, None, masthead, show_progress="hidden", api_visibility="private")
    page.queue(max_size=64, api_open=False)
    return page
