"""Pages are read where nobody waits for them, and where a reader that hangs can be ended."""

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from parsing import Snapshot, parse_snapshot
from tests.builders import NOON, page_of, quote
from tests.html_pages import TICKER, story_page
from tui.reading.pages import SECONDS_FOR_HTML, read_page
from tui.refresh import Page

# what the look before parsing does not see: its long tag has a "<" in each of its values
HANGS = (
    '<!doctype html><body><div b="<" '
    + " ".join('c="<" ' + " ".join(f"a{part}_{number}" for number in range(300)) for part in range(500))
    + ">x"
)
# and so here with ">"
HANGS_TOO = "<!doctype html><div " + " ".join(f'a{number}=">"' for number in range(90_000)) + ">"


def children() -> set[int]:
    """Return the processes that this one has started and that are alive."""
    if shutil.which("ps") is None:
        pytest.skip("ps is not installed")
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "--ppid", str(os.getpid())], check=False, capture_output=True, text=True
    )
    lines = (line.split(None, 2) for line in found.stdout.splitlines())
    return {int(pid) for pid, state, args in lines if "Z" not in state and not args.startswith("ps ")}


@pytest.mark.parametrize("document", [page_of(quote()), page_of(quote()) + "Kites rise.\n" * 10_000])
async def test_text_is_read_in_this_process(document: str) -> None:
    before = children()
    assert await read_page(Page(document, NOON)) == parse_snapshot(document)
    assert children() == before


async def test_html_is_read_in_one_other_process_that_is_kept() -> None:
    before = children()
    document = story_page()
    assert await read_page(Page(document, NOON)) == parse_snapshot(document)
    first = children() - before
    assert len(first) == 1
    assert await read_page(Page(document.encode(), NOON, "text/html")) == parse_snapshot(document)
    assert children() - before == first


async def test_a_page_that_hangs_is_given_up_while_the_loop_answers() -> None:
    before = children()
    await read_page(Page(story_page(), NOON))
    first = children() - before
    reading = asyncio.create_task(read_page(Page(HANGS, NOON)))
    answers = 0
    while not reading.done():
        answered = asyncio.Event()
        asyncio.get_running_loop().call_soon(answered.set)
        await answered.wait()
        answers += 1
        await asyncio.wait([reading], timeout=0.05)
    assert answers > 5
    problems = (await reading).problems
    assert [(problem.line, problem.code) for problem in problems] == [(0, "html-slow")]
    assert f"{SECONDS_FOR_HTML:g} s" in problems[0].message
    assert not first & children()
    assert (await read_page(Page(story_page(), NOON))).quotes
    assert len(children() - before) == 1
    assert not first & children()


def test_a_page_that_hangs_is_told_in_one_line(tmp_path: Path) -> None:
    page = tmp_path / "hangs.html"
    page.write_text(HANGS_TOO, encoding="utf-8")
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-m", "tui", "parse", page, "--format", "csv"],
        cwd=root, timeout=60, check=False, capture_output=True, text=True,
    )  # fmt: skip
    lines = [line for line in ended.stderr.splitlines() if "no quotes" not in line]
    assert len(lines) == 1
    assert "given up" in lines[0]


async def test_a_process_that_hangs_is_ended_from_here_and_not_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    statuses: list[int | None] = []
    kill = asyncio.subprocess.Process.kill

    def noted(process: asyncio.subprocess.Process) -> None:
        statuses.append(os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) and process.pid)
        kill(process)

    monkeypatch.setattr(asyncio.subprocess.Process, "kill", noted)
    await read_page(Page(HANGS_TOO, NOON))
    assert statuses == [None]


async def test_two_pages_are_read_at_a_time() -> None:
    slow, fast = await asyncio.gather(read_page(Page(HANGS_TOO, NOON)), read_page(Page(story_page(), NOON)))
    assert [problem.code for problem in slow.problems] == ["html-slow"]
    assert fast.quotes


async def test_a_read_that_is_cancelled_leaves_no_process() -> None:
    before = children()
    await read_page(Page(story_page(), NOON))
    assert children() - before
    reading = asyncio.create_task(read_page(Page(HANGS_TOO, NOON)))
    await asyncio.wait([reading], timeout=0.1)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert children() == before


def test_no_process_is_left_when_the_loop_closes() -> None:
    before = children()

    async def read() -> tuple[Snapshot, set[int]]:
        return await read_page(Page(story_page(ticker=TICKER), NOON)), children() - before

    snapshot, during = asyncio.run(read())
    assert snapshot.quotes
    assert len(during) == 1
    assert not during & children()


def test_a_process_that_nobody_waits_for_ends_itself(tmp_path: Path) -> None:
    script = tmp_path / "reader.py"
    script.write_text(
        textwrap.dedent("""
            import sys
            from tests.tui.reading.test_pages import HANGS
            from tui.reading.pages import parse_html
            parse_html(HANGS, None, 0.2)
        """),
        encoding="utf-8",
    )
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, script], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, timeout=60, check=False
    )
    assert ended.returncode < 0


async def test_that_a_process_of_ours_ended_is_told_to_nobody_and_all_else_of_asyncio_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    await read_page(Page("<!doctype html><p>HUBC 136.50 Increased By 0.66 (0.49%)</p>", NOON))
    logger = logging.getLogger("asyncio")
    logger.warning("Unknown child process pid %d, will report returncode 255", 7)
    logger.warning("Something else")
    assert caplog.messages == ["Something else"]
