"""The settings file: read and never written to, with what the command line says on top of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parsing.clean import clean_line
from tui.settings.model import Settings, SourceSettings

if TYPE_CHECKING:
    from pydantic import ValidationError

Stamp = tuple[int, int, int]
"""What tells one state of the file from another: when it was written, its bytes, and which file it is."""

_MOST_BYTES: Final = 1024 * 1024

_REASONS: Final = {
    "bool_type": "it has to be true or false",
    "bool_parsing": "it has to be true or false",
    "date_from_datetime_inexact": "it has to be a day, as 2024-08-14",
    "date_from_datetime_parsing": "it has to be a day, as 2024-08-14",
    "date_type": "it has to be a day, as 2024-08-14",
    "extra_forbidden": "there is no setting of that name",
    "finite_number": "it has to be a finite number",
    "float_type": "it has to be a number",
    "greater_than": "it has to be greater than {gt:,.15g}",
    "greater_than_equal": "it has to be at least {ge:,.15g}",
    "int_type": "it has to be a whole number",
    "less_than_equal": "it has to be at most {le:,.15g}",
    "mapping_type": "it has to be a table",
    "missing": "it has to be there",
    "model_attributes_type": "it has to be a table",
    "model_type": "it has to be a table",
    "string_too_short": "it must not be empty",
    "string_type": "it has to be a text in quotes",
    "tuple_type": "it has to be a list",
}
"""What is wrong by the types of pydantic, which says it at more length; its own words stand for the other types."""


class SettingsError(Exception):
    """The file cannot be used. `str()` is a sentence without its end: where it is wrong, and why."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the file holds: its text, and the settings in it."""

    text: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The place of the file, and what the command line puts on top of it."""

    path: Path
    is_named: bool = False
    """Whether the user named it, so that it is a fault when it is not there."""
    options: Mapping[str, object] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()
    """The sources of the command line; those of the settings count where it names none."""

    def read(self, last: Settings | None = None) -> tuple[Settings, str | None]:
        """Return the settings that hold, and a sentence about what is wrong with the file, or None.

        Where the file cannot be used, that are the `last` good ones, or else the defaults.
        """
        try:
            settings, fault = self.document().settings, None
        except FileNotFoundError:
            settings = Settings.model_construct()
            fault = f"There is no settings file {_shown(self.path)}; the defaults hold." if self.is_named else None
        except SettingsError as error:
            settings = last or Settings.model_construct()
            fault = f"{error}; {'what held before still holds' if last else 'the defaults hold'}."
        return settings.model_copy(update=dict(self.options)), fault

    def document(self) -> Document:
        """Return what the file holds. Raises `FileNotFoundError` and `SettingsError`."""
        text = _text(self.path)
        return Document(text, _validated(text, self.path))

    def stamp(self) -> Stamp | None:
        """Return what tells one state of the file from another; None where there is none."""
        try:
            status = self.path.stat()
        except (OSError, ValueError):
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def sources(self, settings: Settings) -> list[SourceSettings]:
        """Return what the command line names, with what the settings say of it; else what the settings name.

        That is the demo feed where both name nothing, and each source once.
        """
        known = {source.address: source for source in settings.sources}
        addresses = dict.fromkeys(self.addresses or known or ("demo",))
        return [known.get(address) or SourceSettings.model_construct(address=address) for address in addresses]


def _text(path: Path) -> str:
    """Return the text of the file, if it is one: a pipe without a writer would hold the program for ever."""
    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"The settings in {_shown(path)} cannot be read (it is not a file)")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise SettingsError(f"The settings in {_shown(path)} cannot be read (more than {_MOST_BYTES:,} bytes)")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"The settings in {_shown(path)}, line {line}, cannot be read (it is not UTF-8)") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be the name of a file"
        raise SettingsError(f"The settings in {_shown(path)} cannot be read ({reason})") from error


def _validated(text: str, path: Path) -> Settings:
    import tomllib

    from pydantic import ValidationError

    try:
        return Settings.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise SettingsError(_invalid(path, text, error)) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(_not_toml(path, text, error)) from error


def _not_toml(path: Path, text: str, error: ValueError | RecursionError) -> str:
    from tui.settings.toml_lines import fault_of

    reason, place = fault_of(text, error)
    return f"The settings in {_shown(path)}{f', {place},' if place else ''} are not valid TOML ({reason})"


def _invalid(path: Path, text: str, error: "ValidationError") -> str:
    from tui.settings.toml_lines import line_of, lines_of

    first = error.errors()[0]
    line = line_of(first["loc"], lines_of(text))
    place = f", line {line}" if line else ""
    told = _REASONS.get(first["type"], "").format_map(first.get("ctx", {}))
    reason = told or clean_line(first["msg"].removeprefix("Value error, "))
    return f"In the settings {_shown(path)}{place}, {field_name(first['loc'])} is wrong ({reason})"


def field_name(location: tuple[str | int, ...]) -> str:
    """Return how people call the field at a location: `hours.friday`, `sources[0].every`."""
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return clean_line(name.removeprefix("."))


def _shown(path: Path) -> str:
    return clean_line(str(path))
