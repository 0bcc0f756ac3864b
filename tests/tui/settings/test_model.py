"""The settings: the model, the file, and where in it something is wrong."""

import ast
import os
from pathlib import Path

import pytest

import tui.settings.model
from tests.builders import ALWAYS_OPEN
from tui.settings.file import SettingsFile
from tui.settings.model import MarketHours, Settings, SourceSettings
from tui.settings.toml_lines import lines_of

MODELS = (Settings, SourceSettings, MarketHours)


def written(folder: Path, text: str) -> SettingsFile:
    """Return a file with that text."""
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return SettingsFile(path)


def test_without_a_file_the_defaults_hold_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none.toml").read() == (Settings(), None)


def test_a_file_that_the_user_named_has_to_be_there(tmp_path: Path) -> None:
    settings, fault = SettingsFile(tmp_path / "none.toml", is_named=True).read()
    assert settings == Settings()
    assert fault == f"There is no settings file {tmp_path}/none.toml; the defaults hold."


def test_what_the_file_sets_holds_and_the_rest_is_default(tmp_path: Path) -> None:
    settings, fault = written(tmp_path, 'sources = ["page.txt"]\nevery = 30\ntheme = "tapewatch-light"\n').read()
    assert fault is None
    assert settings == Settings(sources=(SourceSettings(address="page.txt"),), every=30, theme="tapewatch-light")


def test_sources_are_names_or_tables_and_hours_are_sessions(tmp_path: Path) -> None:
    text = """
        sources = ["page.txt", { address = "https://a.example/", every = 30, ignore_robots = true }]
        [hours]
        monday_to_thursday = ["00:00-23:59"]
        friday = []
        holidays = [2024-08-14]
    """
    settings, fault = written(tmp_path, text).read()
    assert fault is None
    assert settings.sources[1] == SourceSettings(address="https://a.example/", every=30, ignore_robots=True)
    assert settings.model_dump(mode="json")["hours"] == {
        "monday_to_thursday": ["00:00-23:59"], "friday": [], "holidays": ["2024-08-14"],
    }  # fmt: skip


def test_the_command_line_is_on_top(tmp_path: Path) -> None:
    path = written(tmp_path, "every = 30\nspeed = 2\n").path
    settings, _ = SettingsFile(path, options={"every": 5.0}).read()
    assert (settings.every, settings.speed) == (5, 2)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("theme = 'x'\nevery = ", ", line 2, at the end, are not valid TOML", "Invalid value"),
        ("every = 5\nspeed = @", ", line 2, column 9, are not valid TOML", "Invalid value"),
        ("every = 1\nevery = 2", ", line 2, at the end, are not valid TOML", "Cannot overwrite a value"),
        ("a = " + "[" * 5000, " are not valid TOML", "nested too deeply"),
        ("speed = 2\nevery = -1", ", line 2, every is wrong", "greater than 0"),
        ("every = nan", ", line 1, every is wrong", "finite"),
        ("# evry = 4\nevry = 5", ", line 2, evry is wrong", "no setting of that name"),
        ("speed = 1e9", ", line 1, speed is wrong", "it has to be at most 1,000"),
        ("sources = 'page.txt'", ", line 1, sources is wrong", "a list"),
        (
            "sources = [\n  'a',\n  { address = 'b', every = 0 },\n]",
            ", line 3, sources[1].every is wrong",
            "greater than 0",
        ),
        (
            "[[sources]]\naddress = 'a'\n[[sources]]\nevery = 5",
            ", line 3, sources[1].address is wrong",
            "has to be there",
        ),
        ("[hours]\nfriday = [\n'09:00-10:00',\n'12-9',\n]", ", line 4, hours.friday[1] is wrong", "09:32-15:30"),
        ("hours.friday = ['10:00-09:00']", ", line 1, hours.friday[0] is wrong", "closes after it opens"),
        ("hours.friday = ['25:00-26:00']", ", line 1, hours.friday[0] is wrong", ""),
        (
            "text = '''\nevery = 5\n'''\n[hours]\neaster = 1",
            ", line 5, hours.easter is wrong",
            "no setting of that name",
        ),
        ('theme = "\\u001b[31m"\nevery = "\\u202e"', ", line 2, every is wrong", "(it has to be a number)"),
        ("max_bytes = 1", ", line 1, max_bytes is wrong", "(it has to be at least 1,024)"),
        ("max_bytes = 99999999", ", line 1, max_bytes is wrong", "(it has to be at most 16,777,216)"),
        ("max_bytes = 4096.0", ", line 1, max_bytes is wrong", "(it has to be a whole number)"),
        ("theme = 5", ", line 1, theme is wrong", "(it has to be a text in quotes)"),
        ("use_environment = 'perhaps'", ", line 1, use_environment is wrong", "(it has to be true or false)"),
        ("use_environment = []", ", line 1, use_environment is wrong", "(it has to be true or false)"),
        ("hours = 5", ", line 1, hours is wrong", "(it has to be a table)"),
        ("hours.holidays = ['x']", ", line 1, hours.holidays[0] is wrong", "(it has to be a day, as 2024-08-14)"),
        ("hours.holidays = [true]", ", line 1, hours.holidays[0] is wrong", "(it has to be a day, as 2024-08-14)"),
        ("sources = ['']", ", line 1, sources[0].address is wrong", "(it must not be empty)"),
        ("sources = [5]", ", line 1, sources[0] is wrong", "(it has to be a table)"),
    ],
)
def test_a_wrong_file_leaves_the_defaults_and_says_where_and_why(
    tmp_path: Path, text: str, place: str, says: str
) -> None:
    file = written(tmp_path, text.replace("text = ", "theme = "))
    settings, fault = file.read()
    assert settings == Settings()
    assert fault is not None
    assert f"{file.path}{place}" in fault
    assert says in fault
    assert fault.endswith("; the defaults hold.")
    assert fault.isprintable()


def test_while_a_file_is_wrong_the_last_good_settings_hold_and_the_command_line_stays_on_top(tmp_path: Path) -> None:
    path = written(tmp_path, "every = ").path
    settings, fault = SettingsFile(path, options={"speed": 3.0}).read(Settings(every=7))
    assert (settings.every, settings.speed) == (7, 3)
    assert fault is not None
    assert fault.endswith("; what held before still holds.")


def test_a_file_that_is_not_text_or_not_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"every = 5\n# caf\xe9\n")
    (tmp_path / "large.toml").write_bytes(b"#" * 2_000_000)
    os.mkfifo(tmp_path / "pipe.toml")
    says = {
        "latin.toml": "line 2, cannot be read (it is not UTF-8)",
        "large.toml": "more than 1,048,576 bytes",
        "pipe.toml": "it is not a file",
        ".": "it is not a file",
        "a\0b": "cannot be the name of a file",
    }
    for name, reason in says.items():
        settings, fault = SettingsFile(tmp_path / name).read()
        assert settings == Settings()
        assert fault is not None
        assert reason in fault


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbfevery = 5\r\nspeed = 0\r\n")
    assert ", line 2, speed is wrong" in str(SettingsFile(path).read()[1])


def test_reading_never_writes_to_the_file(tmp_path: Path) -> None:
    for text in ("every = 5\n", "every = ", "evry = 5"):
        file = written(tmp_path, text)
        before = file.path.stat()
        file.read()
        after = file.path.stat()
        assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
        assert file.path.read_text(encoding="utf-8") == text


def test_the_sources_are_those_of_the_command_line_then_of_the_settings_then_the_demo(tmp_path: Path) -> None:
    path = written(tmp_path, "").path
    known = SourceSettings(address="a", every=5)
    settings = Settings(sources=(known, SourceSettings(address="b"), known))
    assert [source.address for source in SettingsFile(path).sources(settings)] == ["a", "b"]
    assert SettingsFile(path, addresses=("c", "a", "c")).sources(settings) == [SourceSettings(address="c"), known]
    assert SettingsFile(path).sources(Settings()) == [SourceSettings(address="demo")]


def test_the_lines_of_keys_and_elements_are_told() -> None:
    text = """# every = 1
every = 5
sources = [
  "a",  # one

  { address = "b", every = 3 },
]
theme = \"\"\"
every = 6
\"\"\"
hours.friday = ["09:00-10:00"]
[[x.y]]
a = 1
[[x.y]]
a = [
  1, 2,
  3]
[x.y.z]
a = 1
"""
    lines = lines_of(text)
    assert {
        ("every",): 2, ("sources",): 3, ("sources", 0): 4, ("sources", 1): 6, ("sources", 1, "every"): 6, ("theme",): 8,
        ("hours", "friday"): 11, ("x", "y", 0, "a"): 13, ("x", "y", 1): 14, ("x", "y", 1, "a", 2): 17,
        ("x", "y", 1, "z", "a"): 19,
    }.items() <= lines.items()  # fmt: skip


def test_every_field_of_every_model_has_a_sentence() -> None:
    tree = ast.parse(Path(tui.settings.model.__file__).read_text(encoding="utf-8"))
    classes = {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
    for model in MODELS:
        assert model.__doc__
        body = classes[model.__name__]
        fields = {
            node.target.id: after
            for node, after in zip(body, [*body[1:], None], strict=True)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        }
        assert fields.keys() == model.model_fields.keys()
        for name, after in fields.items():
            assert isinstance(after, ast.Expr), name
            assert isinstance(after.value, ast.Constant), name
            assert str(after.value.value).endswith("."), name


def test_the_defaults_that_are_not_validated_are_valid() -> None:
    assert Settings.model_validate(Settings.model_construct().model_dump(mode="json")) == Settings()
    assert Settings(hours=ALWAYS_OPEN).hours == ALWAYS_OPEN


@pytest.mark.parametrize("text", ["every = true", 'timeout = "5"', "max_bytes = 4096.0", 'limit_percent = "10"'])
def test_a_number_has_to_be_written_as_one(tmp_path: Path, text: str) -> None:
    settings, fault = written(tmp_path, text).read()
    assert settings == Settings()
    assert fault is not None
    assert "line 1" in fault
