"""The forms in which the paper prints days and times."""

import re
from datetime import date, datetime

import pytest

from parsing.dates import DATE, read_day, read_moment
from parsing.models import PAKISTAN

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
URDU_MONTHS = ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20 Dec, 2023 12:51pm", (2023, 12, 20, 12, 51)),
        ("May 21, 2025 at 04:19pm", (2025, 5, 21, 16, 19)),
        ("May 21, 2025 4:19 PM", (2025, 5, 21, 16, 19)),
        ("20 Dec, 2023 12:00am", (2023, 12, 20, 0, 0)),
        ("20 Dec, 2023 1:05am", (2023, 12, 20, 1, 5)),
        ("20 Dec, 2023 1:05pm", (2023, 12, 20, 13, 5)),
        ("20 Dec, 2023 11:59PM", (2023, 12, 20, 23, 59)),
        ("20 Dec, 2023 00:05", (2023, 12, 20, 0, 5)),
        ("20 Dec, 2023 23:05", (2023, 12, 20, 23, 5)),
        (" 20 دسمبر 2023 23:05 ", (2023, 12, 20, 23, 5)),
    ],
)
def test_a_day_with_a_time_is_a_moment_in_pakistan(text: str, moment: tuple[int, int, int, int, int]) -> None:
    assert re.fullmatch(DATE, text.strip(), re.VERBOSE)
    read = read_moment(text)
    assert read == datetime(*moment, tzinfo=PAKISTAN)
    assert read_day(text) == date(*moment[:3])


@pytest.mark.parametrize(("number", "name", "urdu"), [*zip(range(1, 13), MONTHS, URDU_MONTHS, strict=True)])
def test_every_month_is_known_in_every_way_that_it_is_written(number: int, name: str, urdu: str) -> None:
    for month in (name, name.upper(), urdu, f"{name}ember"):
        assert read_moment(f"3 {month} 2024") == date(2024, number, 3)
        assert read_day(f"{month} 3, 2024") == date(2024, number, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("31 Feb 2024", "0 May 2024", "20 May 0000", "3 Mayday", "20 May 2024 24:00", "20 May 2024 12:60"),
        *("20 May 2024 13:00pm", "20 May 2024 0:30am", "May 2024", "", "yesterday"),
    ],
)
def test_what_is_no_day_or_time_is_none(text: str) -> None:
    assert read_moment(text) is None
    assert read_day(text) is None


def test_a_day_of_figures_is_read_as_such() -> None:
    assert read_day("2024-03-28") == date(2024, 3, 28)
    assert read_day("2024-02-31") is None
    assert read_moment("2024-03-28") is None
