"""A page as numbered, cleaned lines: what the quote and article rules read."""

from typing import NamedTuple

from parsing.clean import clean, excerpt
from parsing.models import Problem


class Line(NamedTuple):
    """One line of a page: its number, counted from 1, and its cleaned text, spaces kept."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read on the line."""
        return not self.text.strip()


def split_lines(text: str) -> tuple[list[Line], list[Problem]]:
    """Return the cleaned lines of `text`, and a problem for each from which a terminal command or hidden text was cut.

    Lines end with LF, CR LF or CR, and with nothing else: other separators of Unicode are text here.
    """
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        cleaned = clean(raw)
        lines.append(Line(number, cleaned))
        if len(cleaned) != len(raw):
            message = "Control or invisible characters were taken out of this line."
            problems.append(Problem(line=number, code="cleaned", message=message, excerpt=excerpt(cleaned)))
    return lines, problems
