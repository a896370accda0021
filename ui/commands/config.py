"""`wenbao config --show`: the settings in force; secrets are shown as set or not. `--reference`: what can be set."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from index.clean import FIXES
from ui.archive import default_index
from ui.commands.output import print_json, say
from ui.configuration import write_reference
from ui.settings import load_settings, secrets, settings_file


def run(options: Namespace) -> int:
    """Show them."""
    if options.reference:
        sys.stdout.write(write_reference())
        return 0
    settings = load_settings()
    file = settings_file()
    place = {"index": str(options.index or default_index()), "file": str(file) if file.is_file() else None}
    values: dict[str, Any] = {**settings.model_dump(mode="json"), **place}
    values["clean"] = {name: name not in settings.unfixed for name in FIXES}
    for name in secrets():
        group, _, part = name.rpartition(".")
        holder = values[group] if group else values
        holder[part] = "set" if holder[part] else None
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
