"""What the project says of itself is true."""

import re
import tomllib

import pytest
from pydantic import BaseModel

from parsing.snapshot import MAX_DOCUMENT
from tests.project.documents import PROJECT, blocks
from tui import __version__, themes
from tui.command_line import arguments
from tui.command_line.settings_report import value_text
from tui.keys.commands import COMMANDS, keys_text
from tui.keys.keymap import Keymap
from tui.paths import articles_folder, data_folder, history_file, view_file
from tui.settings.model import Settings, SourceSettings

README = (PROJECT / "README.md").read_text(encoding="utf-8")
KEYS = (PROJECT / "docs" / "keys.md").read_text(encoding="utf-8")
SETTINGS = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")


def key_rows() -> list[str]:
    """Return the rows of a table of all keys, in the order of the commands."""
    keys = [" ".join(f"`{key}`" for key in keys_text(command.keys).split()) for command in COMMANDS]
    told = zip(keys, COMMANDS, strict=True)
    return [f"| {pressed} | {command.where.lower()} | {command.help} |" for pressed, command in told]


def test_the_table_of_all_keys_is_made_of_the_commands_and_has_their_names() -> None:
    rows = [f"{row} `{command.name}` |" for row, command in zip(key_rows(), COMMANDS, strict=True)]
    assert "\n".join(["| --- | --- | --- | --- |", *rows, "\n"]) in KEYS


def test_the_keys_of_the_readme_are_some_of_these_in_their_order() -> None:
    table = README.split("## Keys")[1].split("| --- | --- | --- |\n")[1].split("\n\n")[0].split("\n")
    rows = key_rows()
    assert len(table) > 20
    assert table == [row for row in rows if row in table]


def defaults_of(model: type[BaseModel], above: str = "") -> dict[str, object]:
    """Return each field of the model and of those inside it, with its default."""
    defaults: dict[str, object] = {}
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            defaults |= defaults_of(type(field.default), f"{above}{name}.")
        else:
            defaults[above + name] = None if field.is_required() else field.default
    return defaults


def test_the_table_of_the_settings_has_every_field_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([\w.\[\]]+)` \| .+ \| (.+) \|$", SETTINGS, re.MULTILINE))
    defaults = defaults_of(Settings) | defaults_of(SourceSettings, "sources[].")
    assert rows.keys() == defaults.keys()
    written = Settings().model_dump(mode="json")
    for name, default in defaults.items():
        if default in (None, ()):
            assert "`" not in rows[name], name
        else:
            value = written["hours"][name.removeprefix("hours.")] if name.startswith("hours.") else default
            assert rows[name] == f"`{value_text(value)}`", name


def test_every_theme_of_ours_is_named_wherever_one_is_asked_for() -> None:
    (row,) = re.findall(r"^\| `theme` \| .+$", SETTINGS, re.MULTILINE)
    (said,) = re.findall(
        r"^    theme: str = .+\n    \"\"\"(.+)\"\"\"$",
        (PROJECT / "tui/settings/model.py").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    names = ", ".join(theme.name for theme in themes.OWN)
    for text in (row, said, arguments.THEME_HELP):
        assert f"{names}, or a" in text


@pytest.mark.parametrize("text", [README, SETTINGS], ids=["README.md", "settings.md"])
def test_every_file_and_folder_that_is_written_is_told(text: str) -> None:
    data = data_folder()
    for path in (view_file(data), history_file(data), articles_folder(data)):
        assert f"`{path.name}`" in text


def test_the_settings_in_the_documents_are_valid() -> None:
    examples = [block for block in blocks() if block.language == "toml"]
    assert {block.document for block in examples} >= {"README.md", "settings.md", "keys.md"}
    for block in examples:
        settings = Settings.model_validate(tomllib.loads(block.text))
        assert Keymap.of_settings(settings.keys).fault is None, block


def test_the_limits_of_the_readme_are_those_of_the_code() -> None:
    assert f"{MAX_DOCUMENT // 1024 // 1024} MiB in any case" in README
    assert f"{Settings().max_bytes // 1024 // 1024} MiB unless" in README


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 250


def test_the_changelog_is_about_this_version() -> None:
    assert f"## {__version__}" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_locks_pin_every_version_with_its_hashes_and_hold_no_address() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (PROJECT / lock).read_text(encoding="utf-8")
        assert not re.search(r"https?://", text)
        pinned = re.findall(r"^[a-z0-9._\[\]-]+==\S+", text, re.MULTILINE | re.IGNORECASE)
        assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE | re.IGNORECASE))
        assert text.count("--hash=sha256:") >= len(pinned)
    assert "textual==" in (PROJECT / "requirements.lock").read_text(encoding="utf-8")


def test_a_module_is_short_enough_to_be_read_at_once() -> None:
    for package in ("parsing", "tui"):
        for module in (PROJECT / package).rglob("*.py"):
            assert len(module.read_text(encoding="utf-8").splitlines()) <= 300, module
