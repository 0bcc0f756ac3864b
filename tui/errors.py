"""What can go wrong: each fault of a source with the sentence that the user reads, and the exit statuses."""

import sys
from contextlib import suppress
from datetime import datetime
from enum import IntEnum

from parsing.clean import clean_line


class ExitStatus(IntEnum):
    """What a command says to the shell."""

    OK = 0
    NOTHING_USABLE = 1
    WRONG_USAGE = 2
    WITH_PROBLEMS = 3


def say(sentence: str) -> None:
    """Print a sentence of a command on standard error, cleaned; where that is full, nobody can be told."""
    with suppress(OSError):
        print(f"tapewatch: {clean_line(sentence)}", file=sys.stderr)


def refuse(sentence: str, status: ExitStatus = ExitStatus.NOTHING_USABLE) -> int:
    """Say why the command does nothing, and return its exit status."""
    say(sentence)
    return status


def our_fault(error: BaseException | None) -> str:
    """Return how a sentence tells that an error of ours is why: `through a fault in tapewatch (ValueError: …)`."""
    return f"through a fault in tapewatch ({clean_line(f'{type(error).__name__}: {error}')})"


class SourceError(Exception):
    """A source gave no page. `str()` is one cleaned sentence: what happened, and what to do where that helps."""


class SourceMissingError(SourceError):
    """There is nothing at the place that the source names."""


class SourceUnreadableError(SourceError):
    """Something is there, but not a page: a device, no permission, too large."""


class SourceUnreachableError(SourceError):
    """The server could not be reached, or broke off."""


class SourceSlowError(SourceError):
    """The server did not finish in time."""


class SourceRefusedError(SourceError):
    """The server answered, but not with the page."""


class SourceForbiddenError(SourceError):
    """The address may not be fetched: it is a private one that the user did not name, or the site asks not to."""


class SourceCoolingError(SourceError):
    """The server asked to be left alone. `until` is the aware time before which it is not asked again."""

    def __init__(self, sentence: str, until: datetime) -> None:
        super().__init__(sentence)
        self.until = until
