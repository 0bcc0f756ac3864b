"""The user's settings as one model, with a sentence for every field. `tui.settings.file` reads them."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, SecretStr

from parsing.clean import clean_line
from tui.keys import keymap

Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False, strict=True)]
Bytes = Annotated[int, Field(ge=1024, le=16 * 1024 * 1024, strict=True)]
Share = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False, strict=True)]

# "09:32-15:30"
SESSION = re.compile(r"(?P<opens> [0-9]{2}:[0-9]{2} ) \s* [-–] \s* (?P<closes> [0-9]{2}:[0-9]{2} )", re.VERBOSE)


class _Frozen(BaseModel):
    """Validators are built when a file is validated: where there is none the first picture need not wait for them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _session(value: object) -> object:
    """Return the two times of a text such as 09:32-15:30. Raises ValueError."""
    if not isinstance(value, str):
        return value
    matched = SESSION.fullmatch(value.strip())
    if matched is None:
        raise ValueError("a session is written as 09:32-15:30")
    opens, closes = time.fromisoformat(matched["opens"]), time.fromisoformat(matched["closes"])
    if opens >= closes:
        raise ValueError("a session closes after it opens")
    return opens, closes


def _session_text(session: tuple[time, time]) -> str:
    return f"{session[0]:%H:%M}-{session[1]:%H:%M}"


Session = Annotated[tuple[time, time], BeforeValidator(_session), PlainSerializer(_session_text, when_used="json")]


class MarketHours(_Frozen):
    """When the exchange trades, in the time of Karachi."""

    monday_to_thursday: tuple[Session, ...] = ((time(9, 32), time(15, 30)),)
    """The sessions of a day, each as 09:32-15:30."""

    friday: tuple[Session, ...] = ((time(9, 17), time(12, 0)), (time(14, 32), time(16, 30)))
    """The sessions of a Friday, with the break between them."""

    holidays: tuple[date, ...] = ()
    """Days without trading, each as 2024-08-14."""


class RelayAccess(_Frozen):
    """What a relay's server asks for, where its address does not say it."""

    username: str | None = None
    """The name to log in with; unset means the server's default user."""

    password: SecretStr | None = None
    """The password to log in with. Every relay that is watched or published to gets it, by TLS or in the clear."""

    ca_file: str | None = None
    """A file with the certificates to trust for rediss:// in place of the system's."""


class SourceSettings(_Frozen):
    """One source, and what differs for it from what holds for all."""

    address: Annotated[str, Field(min_length=1)]
    """What to watch: demo, a file, a folder, -, an http(s) address, a feed such as feed:markets, a redis:// relay."""

    every: Seconds | None = None
    """Seconds from the end of one refresh to the next; unset means what holds for all."""

    timeout: Seconds | None = None
    """Seconds that one refresh of it over the web may take in all."""

    max_bytes: Bytes | None = None
    """Bytes that a page of it may have."""

    ignore_robots: bool = False
    """Whether to fetch it although its site's robots.txt asks programs not to."""


def _named(value: object) -> object:
    """Put the command's name beside its keys, so that both are checked, and told of, at the line of the command."""
    return {name: (name, keys) for name, keys in value.items()} if isinstance(value, dict) else value


def _keys(value: object) -> object:
    """Return the keys of a command and its keys. Raises ValueError."""
    if not isinstance(value, tuple):
        return value
    name, keys = value
    if isinstance(keys, str):
        keymap.check(name, keys)
    return keys


Keys = Annotated[Mapping[str, Annotated[str, BeforeValidator(_keys)]], BeforeValidator(_named)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _cleaned(value: object) -> object:
    """Return a text as it may be shown."""
    return clean_line(value) if isinstance(value, str) else value


Symbol = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9&.-]{0,15}$")]
CompanyName = Annotated[str, BeforeValidator(_cleaned), Field(min_length=2, max_length=80)]
CompanyNames = Annotated[tuple[CompanyName, ...], BeforeValidator(_listed), Field(min_length=1)]


def _source(value: object) -> object:
    return {"address": value} if isinstance(value, str) else value


class Settings(_Frozen):
    """What the user can set. A file that leaves a field out gets its default."""

    sources: tuple[Annotated[SourceSettings, BeforeValidator(_source)], ...] = ()
    """What to watch when the command line names nothing; the demo feed where this is empty too."""

    every: Seconds | None = None
    """Seconds from the end of one refresh to the next; unset means what fits each kind of source."""

    speed: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False, strict=True)] = 1.0
    """How many times faster than usual the pages of a folder are replayed."""

    theme: str = "tapewatch-dark"
    """Colours: tapewatch-dark, tapewatch-light, tapewatch-contrast, tapewatch-blue-orange, or a theme of Textual."""

    keys: Keys = {}
    """The keys of commands by their names, a few of them with commas between: other keys than the usual ones."""

    names: Mapping[Symbol, CompanyNames] = {}
    """Names of companies by their symbols, or lists of them: the first is shown, articles are searched for all."""

    ticker_speed: Annotated[float, Field(gt=0, le=60, allow_inf_nan=False, strict=True)] = 8.0
    """Cells that run by in the ticker in a second."""

    ticker_frames: Annotated[float, Field(ge=1, le=30, allow_inf_nan=False, strict=True)] = 8.0
    """The most frames of the ticker in a second; fewer are kinder to a slow line, in steps of more cells."""

    ageing_after: Seconds = 120.0
    """Seconds of trading after which prices that are meant as today's count as ageing."""

    stale_after: Seconds = 300.0
    """Seconds of trading after which they count as old, and dim."""

    timeout: Seconds = 20.0
    """Seconds that one refresh over the web may take in all."""

    connect_timeout: Seconds = 10.0
    """Seconds that a connection may take."""

    read_timeout: Seconds = 10.0
    """Seconds that a server may be silent."""

    max_wire_bytes: Bytes = 4 * 1024 * 1024
    """Bytes of one page over the web, as they travel."""

    max_bytes: Bytes = 8 * 1024 * 1024
    """Bytes of one page, unpacked; those of a file too."""

    use_environment: bool = False
    """Whether proxies and .netrc of the environment are used; then the proxy looks addresses up, not tapewatch."""

    limit_percent: Share = 10.0
    """Per cent of the last known price by which a share can move within a day, by the exchange's circuit breakers."""

    limit_rupees: Share = 1.0
    """Rupees by which a share can move all the same, however cheap it is."""

    history: Literal["on", "read-only", "off"] = "on"
    """Whether what is seen is remembered: on, read-only (what was remembered is shown, nothing is added), or off."""

    history_days: Annotated[int, Field(ge=1, le=36_525, strict=True)] = 3_650
    """Days for which prices, pages and articles are remembered."""

    history_megabytes: Annotated[int, Field(ge=8, le=1_048_576, strict=True)] = 2_048
    """Megabytes that the history may take on disk; what is oldest goes first."""

    alert_bell: Annotated[bool, Field(strict=True)] = True
    """Whether the terminal's bell rings when an alert fires."""

    alert_terminal: Literal["off", "osc9", "osc777"] = "off"
    """How the terminal is told to show an alert on the desktop: osc9, osc777, or off."""

    relay: RelayAccess = RelayAccess.model_construct()
    """What the server of a relay asks for."""

    hours: MarketHours = MarketHours.model_construct()
    """When the exchange trades."""
