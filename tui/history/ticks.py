"""Quotes packed small: figures as integers with a scale, and only what differs from the quote before.

A tick begins with how many microseconds after the one before it came, and with its form. The form says the direction
and the digits after the points; 0 stands for that of the tick before, and then the figures are differences: of the
price, of the change beyond that (both move by as much, while the previous close is the same), and of the percentage.
The first tick of a day and one of another form have whole figures. Numbers are varints of seven bits a byte, signed
ones zigzag. A zero that a page prints with a minus, as -0.00, is told by the form, too.

Behind the first number of a day is its state: whether it still grows, or is finished. Of a finished one all that
follows is compressed.
"""

import zlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from parsing import Direction, Quote
from tui.history.fixed import SCALES, figure, fixed

_DIRECTIONS: Final = tuple(Direction)
_KINDS: Final = 4 * len(_DIRECTIONS)
"""The directions, each with and without a change and a percentage of minus zero."""

_MOST_KNOWN: Final = 16_384
"""So many quotes are known as integers already."""


Integers = tuple[int, int, int, int]
"""The form of a tick, its price, its change and its percentage."""


_GROWS: Final = 0
_FINISHED: Final = 1


class Tick(NamedTuple):
    """A quote as integers. `at` is microseconds; the figures have the scales, and the direction, of the form."""

    at: int
    form: int
    price: int
    change: int
    percent: int

    @property
    def figures(self) -> Integers:
        """All that it says but when."""
        return self[1:]

    @property
    def scale(self) -> int:
        """How many digits the price has after the point."""
        return (self.form - 1) // _KINDS % SCALES


class Figures(NamedTuple):
    """What a quote says but for whom."""

    price: Decimal
    direction: Direction
    change: Decimal
    percent: Decimal


def integers_of(quote: Quote) -> Integers:
    """Return all that the tick of a quote says but when: its form and its figures. Raises `TooLargeError`."""
    # by texts, since equal numbers may have other digits; most quotes say what they said on the page before
    return _integers(str(quote.price), str(quote.change), str(quote.percent), quote.direction)


@lru_cache(maxsize=_MOST_KNOWN)
def _integers(price_text: str, change_text: str, percent_text: str, direction: Direction) -> Integers:
    change_figure, percent_figure = Decimal(change_text), Decimal(percent_text)
    price, price_scale = fixed(Decimal(price_text))
    change, change_scale = fixed(change_figure)
    percent, percent_scale = fixed(percent_figure)
    scales = price_scale + SCALES * (change_scale + SCALES * percent_scale)
    minus = _is_minus_zero(change_figure) + 2 * _is_minus_zero(percent_figure)
    kind = _DIRECTIONS.index(direction) + len(_DIRECTIONS) * minus
    return 1 + kind + _KINDS * scales, price, change, percent


def _is_minus_zero(number: Decimal) -> bool:
    return number.is_zero() and number.is_signed()


def quote_of(symbol: str, tick: Tick) -> Quote:
    """Return the quote, digit for digit as it was."""
    price, direction, change, percent = figures_of(tick)
    return Quote(symbol=symbol, price=price, direction=direction, change=change, percent=percent)


def figures_of(tick: Tick) -> Figures:
    """Return the figures of the quote, digit for digit as they were. Raises ValueError where its form is none."""
    direction, price_scale, change_scale, percent_scale, minus = _meaning(tick.form)
    change, percent = figure(tick.change, change_scale), figure(tick.percent, percent_scale)
    return Figures(
        figure(tick.price, price_scale),
        direction,
        change.copy_negate() if minus & 1 else change,
        percent.copy_negate() if minus & 2 else percent,
    )


@lru_cache(maxsize=1024)
def _meaning(form: int) -> tuple[Direction, int, int, int, int]:
    """Return what a form says: direction, the digits of price, change and percentage, and which is minus zero."""
    scales, kind = divmod(form - 1, _KINDS)
    scales, price_scale = divmod(scales, SCALES)
    percent_scale, change_scale = divmod(scales, SCALES)
    if not 0 <= percent_scale < SCALES:
        raise ValueError(f"{form} is no form of a tick")
    minus, direction = divmod(kind, len(_DIRECTIONS))
    return _DIRECTIONS[direction], price_scale, change_scale, percent_scale, minus


def price_of(tick: Tick) -> Decimal:
    """Return the price, in rupees or points."""
    return figure(tick.price, tick.scale)


def packed(tick: Tick, before: Tick | None, start: int) -> bytes:
    """Return the tick as bytes, to be put behind those `before`; the first of a day counts from its start."""
    numbers: tuple[int, ...] = (tick.form, _zigzag(tick.price), _zigzag(tick.change), _zigzag(tick.percent))
    if before is None:
        numbers = (tick.at - start, _GROWS, *numbers)
    elif tick.form != before.form:
        numbers = (tick.at - before.at, *numbers)
    else:
        moved = tick.price - before.price
        numbers = (
            tick.at - before.at,
            0,
            _zigzag(moved),
            _zigzag(tick.change - before.change - moved),
            _zigzag(tick.percent - before.percent),
        )
    return b"".join(map(_varint, numbers))


def unpacked(data: bytes, start: int) -> list[Tick]:
    """Return the ticks of a day, oldest first. Raises ValueError where the bytes are not those of ticks."""
    numbers = _numbers(_as_grown(data))
    ticks: list[Tick] = []
    at, form, price, change, percent = start, 0, 0, 0, 0
    for after in numbers:
        at += after
        try:
            changed, first, second, third = next(numbers), next(numbers), next(numbers), next(numbers)
        except StopIteration:
            raise ValueError("the last tick is cut off") from None
        first, second, third = _unzigzag(first), _unzigzag(second), _unzigzag(third)
        if not (changed or form):
            raise ValueError("the first tick has no form")
        if changed:
            form, price, change, percent = changed, first, second, third
        else:
            price, change, percent = price + first, change + first + second, percent + third
        ticks.append(Tick(at, form, price, change, percent))
    return ticks


def readable(data: bytes, start: int) -> list[Tick]:
    """Return the ticks of a day; none where it is damaged: that costs the day, and not what is beside it."""
    try:
        return unpacked(data, start)
    except (ValueError, TypeError):
        return []


def first_at(data: bytes, start: int) -> int:
    """Return when the first tick of a day was, out of the first bytes of it. Raises ValueError."""
    try:
        return start + next(_numbers(data))
    except StopIteration:
        raise ValueError("there is no tick") from None


def all_packed(ticks: Iterable[Tick], start: int) -> bytes:
    """Return the ticks of a day as bytes."""
    before: Tick | None = None
    parts = []
    for tick in ticks:
        parts.append(packed(tick, before, start))
        before = tick
    return b"".join(parts)


def finished(data: bytes) -> bytes:
    """Return the ticks of a day behind which no other will be put, in fewer bytes. Raises ValueError."""
    place = _place_of_state(data)
    if data[place] != _GROWS:
        return data
    smaller = zlib.compress(data[place + 1 :], 9)
    return data[:place] + bytes((_FINISHED,)) + smaller if place + 1 + len(smaller) < len(data) else data


def _as_grown(data: bytes) -> bytes:
    """Return the numbers of a day without its state, and nothing of them compressed. Raises ValueError."""
    if not data:
        return data
    place = _place_of_state(data)
    rest = data[place + 1 :]
    if data[place] != _FINISHED:
        return data[:place] + rest
    try:
        return data[:place] + zlib.decompress(rest)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _place_of_state(data: bytes) -> int:
    """Return where the state is, behind the first number. Raises ValueError."""
    for place, byte in enumerate(data[:-1], start=1):
        if byte < 0x80:
            return place
    raise ValueError("the first number is cut off")


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _unzigzag(number: int) -> int:
    return -((number + 1) >> 1) if number & 1 else number >> 1


def _varint(number: int) -> bytes:
    if number < 0x80:
        return _SMALL[number]
    parts = bytearray()
    while number >= 0x80:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    parts.append(number)
    return bytes(parts)


_SMALL: Final = tuple(bytes((number,)) for number in range(0x80))


def _numbers(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            yield number
            number = shift = 0
    if shift:
        raise ValueError("the last number is cut off")
