"""Everything that Wenbao can tell a user went wrong, as one tree.

    WenbaoError                 what failed + the value + what to do next; one line, no traceback
    ├── InputError              the caller gave something that cannot be used
    │   ├── FileRefused         one file of a build cannot be taken (the others can)
    │   ├── QuestionRefused     an empty, over-long or malformed question or batch line
    │   ├── Blocked             the operator has taken what is asked for off the service
    │   ├── NotSignedIn         only for the newspaper's own people
    │   └── ForeignRequest      a request with an effect that no page of ours sent
    ├── TooMany                 more was asked than one asker, site or day may
    ├── IndexMissing            there is no index at that place
    ├── IndexDamaged            an index is there but cannot be trusted
    │   ├── IndexForeign        made with another model, dimension or segmenter
    │   └── IndexNewer          made by a newer release
    ├── IndexBusy               another process is writing it
    ├── IndexUnwritable         the disk is full, broken or read-only; the version before stays
    ├── IndexUnfit              a new version lost too much or is not found by its own words; the one before stays
    ├── IndexUnavailable        it lies on another machine, which does not answer
    ├── ModelUnavailable        an embedding or chat model cannot be loaded or reached
    │   └── ModelSpent          the chat model's budget of the day is used up
    ├── StateUnavailable        the state store (signed checks, complaints, sites) cannot be opened or written
    └── ServerError             the web server cannot start (port in use, ...)

Anything else that escapes is a bug of ours. `code` is the stable name used in JSON errors; `retryable` says whether
the same call may succeed later.
"""

from __future__ import annotations

import errno

SYSTEM = "system"
"""The reason of a refusal that is no fault of the file: it could not be read because of the machine."""
_FAULTS = (
    "EMFILE",
    "ENFILE",
    "EIO",
    "ENOMEM",
    "ENOBUFS",
    "ENOSPC",
    "EDQUOT",
    "ESTALE",
    "ETIMEDOUT",
    "EHOSTDOWN",
    "ENOTCONN",
)
"""Handles, memory or room have run out; the disk or the network in front of it is broken. Names as in errno(3)."""
_NUMBERS = frozenset(getattr(errno, name) for name in _FAULTS if hasattr(errno, name))


def is_systems(error: BaseException) -> bool:
    """Is the machine at fault, so that every other file may be struck too? Else it is this one file."""
    return isinstance(error, OSError) and error.errno in _NUMBERS


class WenbaoError(Exception):
    """Base of every expected failure. The message is one line for users."""

    code = "error"
    retryable = False

    @property
    def message(self) -> str:
        """The line to show."""
        return str(self)


class InputError(WenbaoError):
    """The caller gave something that cannot be used."""

    code = "bad_input"


class FileRefused(InputError):
    """One file cannot be taken. `reason` is a short stable word such as `binary`, `empty`, `unsupported`."""

    code = "file_refused"

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class QuestionRefused(InputError):
    """An empty, over-long or malformed question."""

    code = "bad_question"


class Blocked(InputError):
    """The operator has taken this off the service."""

    code = "blocked"


class NotSignedIn(InputError):
    """Only for the newspaper's own people."""

    code = "not_signed_in"


class ForeignRequest(InputError):
    """A request with an effect that did not come from a page of ours."""

    code = "foreign_request"


class TooMany(WenbaoError):
    """A limit is reached: `by` names it, `wait` says in how many seconds the same call may succeed."""

    code = "too_many"
    retryable = True

    def __init__(self, message: str, *, by: str, wait: float) -> None:
        super().__init__(message)
        self.by = by
        self.wait = wait


class IndexMissing(WenbaoError):
    """There is no index at the place named."""

    code = "index_missing"


class IndexDamaged(WenbaoError):
    """The index cannot be trusted; nothing was read from it."""

    code = "index_damaged"


class IndexForeign(IndexDamaged):
    """The index was made with another model, dimension or segmenter than the one in use."""

    code = "index_foreign"


class IndexNewer(IndexDamaged):
    """The index was made by a newer release."""

    code = "index_newer"


class IndexBusy(WenbaoError):
    """Another process is writing this index."""

    code = "index_busy"
    retryable = True


class IndexUnwritable(WenbaoError):
    """The system refused a file of the index or a page: no space, a fault of the disk, too many open files."""

    code = "index_unwritable"
    retryable = True


class IndexUnfit(WenbaoError):
    """A new version that was not made current, because it is worse than the one it should replace."""

    code = "index_unfit"


class IndexUnavailable(WenbaoError):
    """The index lies on another machine, which does not answer."""

    code = "index_unavailable"
    retryable = True


class ModelUnavailable(WenbaoError):
    """A model cannot be loaded or reached."""

    code = "model_unavailable"


class ModelSpent(ModelUnavailable):
    """The chat model's calls or tokens of the day are used up."""

    code = "model_spent"


class StateUnavailable(WenbaoError):
    """The state store (signed checks, complaints, sites) cannot be opened or written."""

    code = "state_unavailable"
    retryable = True


class ServerError(WenbaoError):
    """The web server cannot start."""

    code = "server_error"
