"""The command line, run as a user runs it."""

import csv
import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import PAGES, page_of, quote
from tests.server import serving
from tests.tui.saved_pages import copy_of_pages
from tui import __version__
from tui.cli import main

SEED = PAGES / "2024-05-seed.txt"


def run(*arguments: str | Path, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run tapewatch without a terminal."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    command = [sys.executable, "-m", "tui", *map(str, arguments)]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.txt")), ids=lambda page: page.stem)
def test_parse_prints_each_page_as_its_expected_file_says(page: Path) -> None:
    done = run("parse", page, "--format", "json")
    assert done.returncode == 0
    printed = json.loads(done.stdout)
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert {field: printed[field] for field in expected} == expected
    assert printed["source"] == str(page)
    assert printed["fetched_at"].startswith("20")
    assert isinstance(printed["problems"], list)


def test_parse_prints_csv_with_a_heading_and_a_line_for_each_quote() -> None:
    rows = list(csv.DictReader(io.StringIO(run("parse", SEED, "--format", "csv").stdout)))
    assert len(rows) == 34
    assert rows[0] == {
        "symbol": "AIRLINK", "price": "74.48", "direction": "up", "change": "0.23", "percent": "0.31", "kind": "equity",
    }  # fmt: skip
    assert rows[-1]["kind"] == "index"


def test_parse_prints_a_table_with_the_article_below_it() -> None:
    done = run("parse", SEED)
    assert "AIRLINK      74.48    ▲ +0.23  +0.31%" in done.stdout
    assert "KSE100      75,312 " in done.stdout
    heading = done.stdout.splitlines()[0]
    assert "saved page · prices as of" in heading
    assert heading.endswith(" · 30 quotes, 4 indices")
    assert "LAHORE: The canal road" in done.stdout
    assert done.stderr == ""


def test_parse_reads_standard_input_and_the_demo_feed() -> None:
    piped = run("parse", "-", "--format", "json", stdin=page_of(quote()))
    assert json.loads(piped.stdout)["quotes"][0]["symbol"] == "HUBC"
    demo = run("parse", "demo")
    assert demo.stdout.startswith("demo · prices as of")


async def test_parse_reads_an_address() -> None:
    async with serving() as address:
        process = await asyncio_run("parse", f"{address}/page", "--format", "json")
    assert json.loads(process)["indices"][0]["price"] == "75312"


async def asyncio_run(*arguments: str) -> str:
    """Run tapewatch while the loop goes on serving, and return what it printed."""
    import asyncio

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", *arguments, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    return printed.decode()


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        (["parse", "no-such-file"], "", "There is no file or folder no-such-file"),
        (["parse", "{tmp}"], "", "no saved pages in the folder"),
        (["parse", "{tmp}/empty"], "", "neither quotes nor an article"),
        (["parse", "-"], "", "Nothing came through standard input"),
        (["parse", "-"], "<!doctype html>", "This page is not of the paper."),
        (["parse", "-"], "<!doctype html>" + "<div>" * 30_000, "more than 500 tags inside each other"),
        (["parse", "http://127.0.0.1:1/"], "", "cannot be reached"),
    ],
)
def test_a_source_that_gives_nothing_is_one_line_and_exit_status_1(
    tmp_path: Path, arguments: list[str], stdin: str, says: str
) -> None:
    if "empty" in arguments[-1]:
        (tmp_path / "empty").touch()
    done = run(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments), stdin=stdin)
    assert done.returncode == 1
    assert done.stdout == ""
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("tapewatch: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["parse", "demo", "--format", "xml"],
        ["--every", "0"],
        ["--every", "nan"],
        ["--every", "abc"],
        [""],
        ["parse", " "],
        ["--theme", "x", "parse", "page.txt"],
        ["--theme", "x", "settings"],
        ["--speed", "1001"],
        ["settings", "--format", "csv"],
        ["--speed", "-1"],
        ["--no-such-option"],
        ["doctor", "--theme", "x"],
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage: tapewatch" in done.stderr
    assert "_positive" not in done.stderr


def test_strict_tells_problems_by_exit_status_3_and_only_then() -> None:
    page = page_of(quote()) + "\nX 1 No Change x\n"
    assert run("parse", "-", stdin=page).returncode == 0
    strict = run("parse", "-", "--strict", stdin=page)
    assert strict.returncode == 3
    assert "line 4: This line looks like a quote" in strict.stderr
    assert "HUBC" in strict.stdout
    assert run("parse", SEED, "--strict").returncode == 0


def test_the_monitor_without_a_terminal_says_so_and_names_parse() -> None:
    for arguments in ([], ["demo"], ["-"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert "needs a terminal" in done.stderr
        assert "tapewatch parse" in done.stderr


def test_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"tapewatch {__version__}\n"


def test_doctor_names_terminal_files_and_each_source(tmp_path: Path) -> None:
    done = run("doctor", SEED, "demo", "--settings", tmp_path / "none.toml", "--data-dir", tmp_path)
    assert done.returncode == 0
    for part in (
        "tapewatch",
        "terminal",
        "colours",
        "settings",
        "data",
        "30 quotes, 4 indices",
        "0 problems",
        "demo (demo)",
    ):
        assert part in done.stdout
    assert "There is no settings file" in done.stderr


def test_doctor_says_which_source_gives_nothing_and_exits_with_1() -> None:
    done = run("doctor", "demo", "no-such-file")
    assert done.returncode == 1
    assert "✗ There is no file or folder no-such-file" in done.stdout
    assert "● demo" in done.stdout


def test_doctor_is_strict_when_asked_to() -> None:
    page = PAGES / "undated-no-quotes.txt"
    assert run("doctor", page).returncode == 0
    assert run("doctor", page, "--strict").returncode == 3


def test_doctor_tells_of_files_and_folders_and_lists_the_first_problems(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("X 1 No Change x\n" * 14 + page_of(quote()), encoding="utf-8")
    (tmp_path / "pages").mkdir()
    printed = run("doctor", tmp_path / "page.txt", copy_of_pages(tmp_path / "pages")).stdout
    assert f"  file        {(tmp_path / 'page.txt').stat().st_size:,} bytes, written 20" in printed
    assert "  folder      10 pages, first 2021-05-28-covid-arrows.txt, last undated-" in printed
    assert "  problem     line 10: This line looks like a quote" in printed
    assert "line 11" not in printed
    assert "and 4 more" in printed


async def test_doctor_tells_what_happened_at_an_address() -> None:
    async with serving() as address:
        printed = await asyncio_run("doctor", f"{address}/page")
    told = dict(line.strip().split(maxsplit=1) for line in printed.splitlines() if line.startswith("  "))
    assert told["address"] == f"{address}/page"
    assert told["status"] == "200"
    assert "bytes on the wire" in told["size"]
    assert told["time"].endswith(" s")
    assert {"robots", "validators"} <= told.keys()


def test_doctor_tells_that_robots_txt_could_not_be_read_where_nobody_answers() -> None:
    printed = run("doctor", "http://127.0.0.1:1/page").stdout
    assert "  robots      could not be read" in printed
    assert "  status      no answer" in printed


def test_doctor_tells_of_an_address_in_the_settings_that_can_never_be_fetched(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[[sources]]\naddress = "ftp://127.0.0.1/x"\n', encoding="utf-8")
    printed = run("doctor", "--settings", str(settings)).stdout
    assert "it has to start with http:// or https://" in printed
    assert "  robots      not asked" in printed
    assert run("doctor", "ftp://127.0.0.1/x").stdout.count("it has to start with http:// or https://") == 1


def test_parse_says_in_one_line_that_an_address_can_never_be_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "ftp://x/y"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "it has to start with http:// or https://" in told


@pytest.mark.parametrize("command", [[], ["--plain"], ["serve"], ["publish", "--to", "redis://127.0.0.1/?stream=psx"]])
@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("ftp://x/y", "ftp://x/y is not an address that can be fetched; it has to start with http:// or https://."),
        ("http://", "it has to start with http:// or https://."),
        ("ftp://me:secret@x/", "it has to start with http:// or https://."),
        ("feed:marketz", "There is no feed:marketz; the feeds that are known by name are feed:latest-news, "),
    ],
)
def test_a_source_that_can_never_be_is_not_watched(
    command: list[str], source: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, source])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert says in told
    assert "secret" not in told


def test_help_names_what_a_source_may_be() -> None:
    helps = {command: " ".join(run(*command.split(), "--help").stdout.split()) for command in ("", "serve", "publish")}
    for command in ("", "serve"):
        assert "history:DAY" in helps[command]
        assert "nothing: those of the settings, or else the demo" in helps[command]
    assert "- for standard input" in helps[""]
    assert "- for standard input" in helps["publish"]
    assert "- for standard input" not in helps["serve"]


def test_parse_takes_the_time_of_a_file_that_is_standard_input() -> None:
    with SEED.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "parse", "-", "--format", "json"], stdin=file, capture_output=True, check=True
        )
    as_of = datetime.fromisoformat(json.loads(done.stdout)["as_of"])
    assert as_of.timestamp() == pytest.approx(SEED.stat().st_mtime, abs=1)


def test_help_names_every_command() -> None:
    printed = run("--help").stdout
    for command in ("parse", "doctor", "settings", "replay", "history", "export", "import"):
        assert f"tapewatch {command}" in printed
        assert run(command, "--help").stdout.startswith(f"usage: tapewatch {command}")


def test_the_settings_name_the_sources_when_the_command_line_names_none(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f"sources = ['{SEED}']\n", encoding="utf-8")
    assert f"● {SEED}" in run("doctor", "--settings", settings).stdout
    settings.write_text("sources = 5\n", encoding="utf-8")
    wrong = run("doctor", "--settings", settings)
    assert "sources is wrong" in wrong.stderr
    assert "● demo" in wrong.stdout


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_reader_that_has_had_enough_is_no_error(form: str) -> None:
    command = f"{sys.executable} -m tui parse {SEED} --format {form} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_that_is_not_utf_8_is_still_strict_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = run("parse", SEED, "--format", "json")
    assert "“century-old”" in json.loads(done.stdout)["article"]["paragraphs"][0]
    assert run("parse", SEED).returncode == 0


def test_a_hostile_file_name_reaches_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "\x1b]0;owned\x07.txt\u202e"]) == 1
    assert capsys.readouterr().err.rstrip("\n").isprintable()
