"""What the documents hold, for the tests that hold them to the truth: blocks, commands, and words in code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

PROJECT: Final = Path(__file__).parents[2]
DOCUMENTS: Final = (PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md")))

PROGRAMS: Final = (
    "tapewatch", "make", "python", "uv", "uvx", "pip", "pipx", "git", "ssh", "curl", ".venv/bin/", "redis-server",
    "systemctl", "journalctl", "cd", "sudo", "apt-get", "docker",
)  # fmt: skip
"""What a line in a block of code, or a piece of code in a sentence, starts with where it is a command."""

# ```sh … ```: a block with its language; one inside a list is indented
BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)

# `tapewatch history --stats`: code in a sentence or a table
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")

# "make run      # the monitor on the demo feed"
REMARK = re.compile(r"(?:^|\s+)#\s.*$", re.MULTILINE)

# `tapewatch publish`: in a sentence this is the name of a command, whose help runs in its place
NAME = re.compile(r"tapewatch [a-z]+")

_STARTS: Final = re.compile(rf"(?:\$ )?(?:{'|'.join(map(re.escape, PROGRAMS))})(?=[\s/\w]|$)")


class Block(NamedTuple):
    """A block of code: its document, its language, and its text without the indent that it may have."""

    document: str
    language: str
    text: str


class Command(NamedTuple):
    """A command as it stands in a document."""

    document: str
    words: str


def blocks() -> list[Block]:
    """Return all blocks of code that have a fence."""
    found = []
    for path in DOCUMENTS:
        for matched in BLOCK.finditer(path.read_text(encoding="utf-8")):
            text = re.sub(rf"^{matched['indent']}", "", matched["text"], flags=re.MULTILINE)
            found.append(Block(path.name, matched["language"], text))
    return found


def commands() -> list[Command]:
    """Return every command of the documents, each once, in their order."""
    found: dict[str, Command] = {}
    for command in _all_commands():
        found.setdefault(command.words, command)
    return list(found.values())


def _all_commands() -> Iterator[Command]:
    for block in blocks():
        if block.language == "sh":
            lines = REMARK.sub("", block.text.replace("\\\n", " ")).split("\n")
            yield from (Command(block.document, " ".join(line.split())) for line in lines if line.strip())
    for path in DOCUMENTS:
        prose = BLOCK.sub("", path.read_text(encoding="utf-8"))
        for span in SPAN.findall(prose):
            if _STARTS.match(span) and " " in span:
                yield Command(path.name, f"{span} --help" if NAME.fullmatch(span) else span)
        for line in prose.split("\n"):
            if line.startswith("    ") and _STARTS.match(line.strip()):
                yield Command(path.name, line.strip())
