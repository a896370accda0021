"""The desk in the page: the room 核查."""

from __future__ import annotations

import gradio as gr

from ui.service import Service
from ui.words import both


def build_tab(service: Service) -> None:
    """The components and events of the room, inside the page's Blocks."""
    gr.HTML(f'<p class="quiet">{both("desk_wait")}</p>', elem_id="desk-room", js_on_load=None)
