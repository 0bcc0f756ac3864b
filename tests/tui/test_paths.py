"""Places on disk: what people write is read as they mean it, and nothing that they write breaks anything."""

import os
from pathlib import Path

from tui.paths import expanded, is_file, is_folder

TOO_LONG = "x" * 300


def test_a_tilde_is_the_home_of_the_user_and_stays_where_nobody_knows_whose() -> None:
    assert expanded("~/pages") == Path(os.environ["HOME"]) / "pages"
    assert expanded("~nobody-of-that-name/pages") == Path("~nobody-of-that-name/pages")


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.touch()
    assert (is_file(page), is_folder(page)) == (True, False)
    assert (is_file(tmp_path), is_folder(tmp_path)) == (False, True)


def test_a_name_that_can_be_of_nothing_is_of_nothing(tmp_path: Path) -> None:
    for name in (TOO_LONG, "a\x00b", "none"):
        assert not is_file(tmp_path / name)
        assert not is_folder(tmp_path / name)
