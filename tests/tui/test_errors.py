"""What a command says on standard error."""

import pytest

from tui.errors import ExitStatus, our_fault, refuse, say


def test_what_is_said_is_one_clean_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("The file \x1b[31mred\nkites\u202e is not there.")
    assert capsys.readouterr() == ("", "tapewatch: The file red kites is not there.\n")


def test_a_refusal_says_why_and_is_a_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert refuse("There is nothing.") == ExitStatus.NOTHING_USABLE
    assert refuse("That is no command.", ExitStatus.WRONG_USAGE) == ExitStatus.WRONG_USAGE
    assert capsys.readouterr().err == "tapewatch: There is nothing.\ntapewatch: That is no command.\n"


def test_an_error_of_ours_is_told_by_its_kind_and_what_it_says_on_one_clean_line() -> None:
    assert our_fault(ValueError("no \x1b[31mred\nkites")) == "through a fault in tapewatch (ValueError: no red kites)"
