"""Commands: one place for keys, palette, help and footer."""

from collections import Counter

import pytest
from textual.widgets import Static

from tests.tui.stage import staged
from tui.keys import COMMANDS, Command, Where, commands_for


@pytest.mark.parametrize("where", [Where.QUOTES, Where.READER])
def test_no_key_means_two_things_in_one_place(where: Where) -> None:
    keys = [key for command in (*commands_for(Where.ANYWHERE), *commands_for(where)) for key in command.keys.split(",")]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_every_command_has_its_own_id_and_a_line_for_the_help() -> None:
    ids = [command.binding.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert all(command.help and command.title and command.shown for command in COMMANDS)


async def test_the_help_names_every_command_with_its_keys() -> None:
    async with staged() as stage:
        await stage.press("question_mark")
        lines = stage.app.screen.query(".sheet--line")
        told = [tuple(str(part.content) for part in line.query(Static)) for line in lines]
    assert told == [(command.shown, command.help) for where in Where for command in commands_for(where)]


def test_a_command_without_a_footer_label_is_not_in_the_footer() -> None:
    assert Command("x", "x", "x", "X", "do x").binding.show is False
    assert Command("x", "x", "x", "X", "do x", footer="X").binding.show is True
