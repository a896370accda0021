"""`wenbao config --show`: the settings in force; secrets are shown as set or not."""

from __future__ import annotations

from argparse import Namespace

from index.clean import FIXES
from ui.archive import default_index
from ui.commands.output import print_json, say
from ui.settings import load_settings


def run(options: Namespace) -> int:
    """Show them."""
    settings = load_settings()
    values = {**settings.model_dump(mode="json"), "index": str(options.index or default_index())}
    values["clean"] = {name: name not in settings.unfixed for name in FIXES}
    values["chat_key"] = "set" if settings.chat_key else None
    if options.json:
        print_json(values)
    else:
        for name, value in values.items():
            if name == "clean":
                value = ", ".join(f"{each} {'on' if on else 'off'}" for each, on in value.items())
            table = value if isinstance(value, dict) else {"": value}
            for part, inner in table.items():
                say(f"{name}{'.' * bool(part)}{part} = {_shown(inner)}")
    return 0


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
