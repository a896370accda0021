"""`wenbao eval WHAT`: the project's own evaluations, each a module of ui/evals."""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module


def run(options: Namespace) -> int:
    """Hand over to the evaluation."""
    code: int = import_module(f"ui.evals.{options.what}").run(options)
    return code
