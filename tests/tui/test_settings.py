"""The settings file."""

from pathlib import Path

import pytest

from tui.settings import Settings, load_settings


def load(folder: Path, text: str) -> tuple[Settings, str | None]:
    """Return what a file with that text gives."""
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_without_a_file_the_defaults_hold_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == (Settings(), None)


def test_what_the_file_sets_holds_and_the_rest_is_default(tmp_path: Path) -> None:
    settings, fault = load(tmp_path, 'sources = ["page.txt"]\nevery = 30\ntheme = "tapewatch-light"\n')
    assert fault is None
    assert settings == Settings(sources=("page.txt",), every=30, theme="tapewatch-light")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("every = ", "not valid TOML"),
        ("every = -1", "every is wrong"),
        ("every = nan", "every is wrong"),
        ("evry = 5", "evry is wrong"),
        ("speed = 1e9", "speed is wrong"),
        ('sources = "page.txt"', "sources is wrong"),
        ('theme = "\\u001b[31m"\nevery = "\\u202e"', "every is wrong"),
    ],
)
def test_a_wrong_file_leaves_the_defaults_and_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    settings, fault = load(tmp_path, text)
    assert settings == Settings()
    assert fault is not None
    assert says in fault
    assert str(tmp_path) in fault
    assert fault.isprintable()


def test_a_file_that_is_not_text_or_not_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "settings.toml", tmp_path):
        settings, fault = load_settings(path)
        assert settings == Settings()
        assert fault is not None
        assert "cannot be read" in fault


def test_every_field_has_a_sentence() -> None:
    source = Path(Settings.__module__.replace(".", "/") + ".py")
    text = (Path(__file__).parents[2] / source).read_text(encoding="utf-8")
    for field in Settings.model_fields:
        assert f"\n    {field}: " in text
        assert text.split(f"\n    {field}: ")[1].split("\n")[1].strip().startswith('"""')
