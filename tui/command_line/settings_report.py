"""`tapewatch settings`: every setting that holds, and where it came from."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from parsing.clean import clean_line
from tui.errors import ExitStatus, refuse
from tui.paths import is_file
from tui.settings.file import SettingsError, SettingsFile, field_name
from tui.settings.model import Settings
from tui.settings.toml_lines import Location, lines_of
from tui.sources.shown import shown


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """One field as it holds: its value as JSON knows it, and where that came from."""

    field: str
    value: object
    origin: str
    line: int | None = None


def print_settings(file: SettingsFile, form: str) -> int:
    """Print the settings that hold for the monitor, and return the exit status: whether the file can be used."""
    settings, fault = file.read()
    is_there = is_file(file.path)
    found = list(entries(file, settings))
    if form == "json":
        fields = [{"field": e.field, "value": e.value, "origin": e.origin, "line": e.line} for e in found]
        record = {"file": str(file.path), "found": is_there, "fault": fault, "fields": fields}
        print(json.dumps(record, indent=2, allow_nan=False))
    else:
        print(f"{clean_line(str(file.path))} ({_state(is_there=is_there, fault=fault)})\n")
        _print_table(found)
    return refuse(fault) if fault else ExitStatus.OK


def entries(file: SettingsFile, settings: Settings) -> Iterator[SettingEntry]:
    """Yield every field of the settings, those inside others too, in the order of the model."""
    try:
        document = file.document()
        lines, in_file = lines_of(document.text), [source.address for source in document.settings.sources]
    except (FileNotFoundError, SettingsError):
        lines, in_file = {}, []
    effective = settings.model_copy(update={"sources": tuple(file.sources(settings))})
    for location, value in _fields(effective, effective.model_dump(mode="json")):
        if (len(location) == 1 and location[0] in file.options) or (
            location[-1] == "address" and value in file.addresses
        ):
            yield SettingEntry(field_name(location), _shown(value), "command line")
            continue
        line = _line(location, effective, in_file, lines)
        yield SettingEntry(field_name(location), _shown(value), "file" if line else "default", line)


def _fields(model: BaseModel, values: dict[str, Any], above: Location = ()) -> Iterator[tuple[Location, object]]:
    """Yield the location and the value of each field that is no model itself."""
    for name in type(model).model_fields:
        held, value, location = getattr(model, name), values[name], (*above, name)
        if isinstance(held, BaseModel):
            yield from _fields(held, value, location)
        elif isinstance(held, tuple) and held and isinstance(held[0], BaseModel):
            for place, element in enumerate(held):
                yield from _fields(element, value[place], (*location, place))
        elif isinstance(held, Mapping) and held:
            yield from (((*location, key), element) for key, element in value.items())
        else:
            yield location, value


def _line(location: Location, effective: Settings, in_file: list[str], lines: dict[Location, int]) -> int | None:
    """Return the line of the file that sets the field; a source may stand at another place there than here."""
    if location[0] == "sources":
        address = effective.sources[int(location[1])].address
        if address not in in_file:
            return None
        # of two for one address the later one holds
        place = len(in_file) - 1 - in_file[::-1].index(address)
        whole = ("sources", place)
        return lines.get((*whole, *location[2:]), lines.get(whole) if location[-1] == "address" else None)
    return lines.get(location)


def _shown(value: object) -> object:
    """Return the value, an address of the web in it as it is shown everywhere: without its name and password."""
    return shown(value) if isinstance(value, str) and "://" in clean_line(value) else value


def _state(*, is_there: bool, fault: str | None) -> str:
    if fault:
        return "cannot be used; the defaults hold" if is_there else "not there; the defaults hold"
    return "found" if is_there else "not there; the defaults hold"


def _print_table(found: list[SettingEntry]) -> None:
    rows = [("Field", "Value", "From")]
    rows += [(e.field, value_text(e.value), f"line {e.line}" if e.line else e.origin) for e in found]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for field, value, origin in rows:
        print(f"{field:<{widths[0]}}  {value:<{widths[1]}}  {origin}")


def value_text(value: object) -> str:
    """Return the value as the file would say it; what is unset has no such form."""
    match value:
        case None:
            return "unset"
        case float():
            return f"{value:g}"
        case _:
            return clean_line(json.dumps(value, ensure_ascii=False))
