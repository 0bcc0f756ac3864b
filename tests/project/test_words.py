"""What the project says of itself is true."""

import re
import tomllib
from pathlib import Path

from pydantic import BaseModel

from parsing.snapshot import MAX_DOCUMENT
from tui import __version__, themes
from tui.command_line import arguments
from tui.command_line.settings_report import value_text
from tui.keys.bindings import COMMANDS
from tui.keys.commands import keys_text
from tui.paths import data_folder, history_file, view_file
from tui.settings.model import Settings, SourceSettings

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_of_the_readme_is_made_of_the_commands() -> None:
    keys = [" ".join(f"`{key}`" for key in keys_text(command.keys).split()) for command in COMMANDS]
    told = zip(keys, COMMANDS, strict=True)
    rows = [f"| {pressed} | {command.where.lower()} | {command.help} |" for pressed, command in told]
    assert "\n".join(rows) in README


def defaults_of(model: type[BaseModel], above: str = "") -> dict[str, object]:
    """Return each field of the model and of those inside it, with its default."""
    defaults: dict[str, object] = {}
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            defaults |= defaults_of(type(field.default), f"{above}{name}.")
        else:
            defaults[above + name] = None if field.is_required() else field.default
    return defaults


def test_the_settings_table_of_the_readme_has_every_field_with_its_default() -> None:
    section = README.split("## Settings")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `([\w.\[\]]+)` \| .+ \| (.+) \|$", section, re.MULTILINE))
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
    (row,) = re.findall(r"^\| `theme` \| .+$", README, re.MULTILINE)
    (said,) = re.findall(
        r"^    theme: str = .+\n    \"\"\"(.+)\"\"\"$",
        (PROJECT / "tui/settings/model.py").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    names = ", ".join(theme.name for theme in themes.OWN)
    for text in (row, said, arguments.THEME_HELP):
        assert f"{names}, or a" in text


def test_every_file_that_is_written_is_in_the_readme() -> None:
    assert view_file(data_folder()).name in README
    assert history_file(data_folder()).name in README


def test_the_settings_of_the_readme_are_valid() -> None:
    (example,) = re.findall(r"^```toml\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    assert len(Settings.model_validate(tomllib.loads(example)).sources) == 2


def test_the_pictures_and_files_that_the_readme_names_are_there() -> None:
    for path in re.findall(r"\]\(([^)]+)\)", README):
        assert (PROJECT / path).is_file()
    assert f"{MAX_DOCUMENT // 1024 // 1024} MiB" in README


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
