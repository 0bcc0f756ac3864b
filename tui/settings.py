"""The user's settings: one TOML file, one model, a sentence for every field."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from parsing.clean import clean_line

Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]


class Settings(BaseModel):
    """What the user can set. A file that leaves a field out gets its default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: tuple[str, ...] = ()
    """What to watch when the command line names nothing; the demo feed where this is empty too."""

    every: Seconds | None = None
    """Seconds from the end of one refresh to the next; unset means what fits each kind of source."""

    speed: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] = 1.0
    """How many times faster than usual the pages of a folder are replayed."""

    theme: str = "tapewatch-dark"
    """The colours: tapewatch-dark, tapewatch-light, or any theme of Textual."""

    stale_after: Seconds = 300.0
    """Seconds after which prices that are meant as today's count as old, and dim."""

    timeout: Seconds = 20.0
    """Seconds that one refresh over the web may take in all."""


def load_settings(path: Path) -> tuple[Settings, str | None]:
    """Return the settings in the file, and a sentence about what is wrong with it, or None.

    A file that is missing means the defaults and is no fault; one that cannot be used means the defaults too, and is
    never written to.
    """
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), f"The settings in {_shown(path)} cannot be read ({_reason(error)}); the defaults hold."
    except tomllib.TOMLDecodeError as error:
        return (
            Settings(),
            f"The settings are not valid TOML ({clean_line(str(error))}), so the defaults hold: {_shown(path)}",
        )
    except ValidationError as error:
        first = error.errors()[0]
        field = clean_line(".".join(map(str, first["loc"])))
        reason = clean_line(first["msg"])
        return Settings(), f"In the settings {_shown(path)}, {field} is wrong ({reason}); the defaults hold."


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "unknown error") if isinstance(error, OSError) else "it is not UTF-8"


def _shown(path: Path) -> str:
    return clean_line(str(path))
