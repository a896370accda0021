"""What was asked lately, kept without keeping alive whom it was asked of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakMethod

Asked = TypeVar("Asked", bound=Hashable)
Found = TypeVar("Found")


def remember(method: Callable[[Asked], Found], most: int) -> Callable[[Asked], Found]:
    """A cache of the last `most` results of a method of one argument.

    Unlike `lru_cache` over a bound method it makes no cycle with its object: a version of the index that was replaced
    gives back its memory and files when its last reader is done, not when the collector of cycles comes by.
    """
    return lru_cache(most)(lend(method))


def lend(method: Callable[[Asked], Found]) -> Callable[[Asked], Found]:
    """A method of one argument for somebody whom its object holds: it ends with the object and does not hold it."""
    weak = WeakMethod(method)

    def call(asked: Asked) -> Found:
        bound = weak()
        if bound is None:
            raise ReferenceError("asked of an object that is gone")
        return bound(asked)

    return call
