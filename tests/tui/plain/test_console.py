"""Lines out and lines in."""

import asyncio
import os
import sys

import pytest

from tests.terminal import DEADLINE
from tui.plain.console import Console, encoded, typed


def test_lines_are_written_in_the_encoding_of_whoever_reads_with_what_it_lacks_as_question_marks() -> None:
    lines = ["“Up” – it’s 5…", "حبکو"]
    assert encoded(lines, "utf-8").decode() == "“Up” – it’s 5…\nحبکو\n"
    assert encoded(lines, "ascii") == b'"Up" - it\'s 5...\n????\n'
    assert encoded(lines, "iso-8859-6").endswith("حب?و\n".encode("iso-8859-6"))


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (b"hubc\nogdc\n", ["hubc", "ogdc"]),
        (b"  hubc \t up\r\n", ["hubc up"]),
        (b"quit", ["quit"]),
        (b"\n", [""]),
        (b"\x1b[Ahubc\x00\xff\n", ["hubc\ufffd"]),
        (b"", []),
    ],
)
async def test_typed_lines_are_cleaned_and_the_last_needs_no_end(written: bytes, lines: list[str]) -> None:
    reader, writer = os.pipe()
    os.write(writer, written)
    os.close(writer)
    async with asyncio.timeout(DEADLINE):
        assert [line async for line in typed(reader)] == lines
    os.close(reader)


async def test_a_line_without_an_end_takes_no_more_room_than_a_line_may() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"x" * 60_000)
    os.write(writer, b"\nhubc\n")
    os.close(writer)
    async with asyncio.timeout(DEADLINE):
        long, short = [line async for line in typed(reader)]
    assert (len(long) < 10_000, short) == (True, "hubc")
    os.close(reader)


async def test_a_terminal_that_has_gone_is_the_end_of_what_is_typed() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    os.close(writer)
    assert [line async for line in typed(reader)] == []


async def test_what_is_left_out_for_a_reader_who_is_held_up_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        console = Console()
        console.say(str(number) for number in range(10_003))
        run = asyncio.create_task(console.run())
        told = await asyncio.to_thread(_until, reader, b"left out")
        run.cancel()
    assert told.splitlines()[-1] == b"3 more lines were left out, since nobody read them."
    assert len(told.splitlines()) == 10_001
    os.close(reader)


def _until(reader: int, part: bytes) -> bytes:
    """Return what was read until the line that has the part."""
    told = b""
    while part not in told or not told.endswith(b"\n"):
        told += os.read(reader, 65_536)
    return told
