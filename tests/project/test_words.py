"""What the project says of itself is true."""

import re
from pathlib import Path

from parsing.snapshot import MAX_DOCUMENT
from tui import __version__
from tui.keys import COMMANDS
from tui.settings import Settings

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_of_the_readme_is_made_of_the_commands() -> None:
    rows = [
        f"| {' '.join(f'`{key}`' for key in command.shown.split())} | {command.where.lower()} | {command.help} |"
        for command in COMMANDS
    ]
    assert "\n".join(rows) in README


def test_the_settings_table_of_the_readme_has_every_field_with_its_default() -> None:
    section = README.split("## Settings")[1].split("\n## ")[0]
    defaults = dict(re.findall(r"^\| `(\w+)` \| .* \| `?([^`|]+)`? \|$", section, re.MULTILINE))
    assert defaults.keys() == Settings.model_fields.keys()
    assert defaults["theme"] == Settings().theme
    for name in ("speed", "stale_after", "timeout"):
        assert defaults[name] == f"{getattr(Settings(), name):g}"


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
