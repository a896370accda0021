"""The archive in the page: the room 往期. Its pieces come from ui/reading/routes.py when somebody enters it."""

from __future__ import annotations

import gradio as gr

from ui.service import Service
from ui.words import both


def build_tab(service: Service) -> None:
    """The components of the room, inside the page's Blocks."""
    shelf = f'<div id="shelf" aria-live="off"><p class="quiet">{both("reading_wait")}</p></div>'
    gr.HTML(shelf, elem_id="reading", js_on_load=None)
