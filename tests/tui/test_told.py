"""What the status line says of faults besides those of the sources."""

from contextlib import closing
from pathlib import Path

from tests.tui.stage import FIRST, staged
from tui.history.keeper import FileHistory


async def test_a_history_that_fails_is_told_beside_a_fault_of_the_settings(tmp_path: Path) -> None:
    in_the_way = tmp_path / "history.db"
    in_the_way.mkdir()
    with closing(FileHistory(in_the_way)) as history:
        async with staged([FIRST], fault="Line 3 of the settings is wrong.", history=history) as stage:
            await stage.until(lambda: "Nothing is remembered" in stage.status)
            assert "Line 3 of the settings is wrong." in stage.status
