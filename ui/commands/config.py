"""`wenbao config --show`: the settings in force; secrets are shown as set or not."""

from __future__ import annotations

from argparse import Namespace

from ui.archive import default_index
from ui.commands.output import print_json, say
from ui.settings import load_settings


def run(options: Namespace) -> int:
    """Show them."""
    settings = load_settings()
    values = {**settings.model_dump(mode="json"), "index": str(options.index or default_index())}
    values["chat_key"] = "set" if settings.chat_key else None
    if options.json:
        print_json(values)
    else:
        for name, value in values.items():
            say(f"{name} = {value if value is not None else ''}")
    return 0
