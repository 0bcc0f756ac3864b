"""What makes of a run's figures a table, JSON and a page; the page in docs is what comes of the results beside it."""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import __main__ as command
from benchmarks import groups, rivals
from benchmarks.figures import (
    Fact,
    Figure,
    Sample,
    amount,
    ended_early,
    in_turns,
    not_measured,
    ratio,
    speedup,
    spread_of,
    told,
)
from benchmarks.page import FOLDER, PAGE, RESULTS, page_of
from benchmarks.plots import PLOTS, used
from benchmarks.processes import Shown, family_of, memory_of, memory_of_all
from benchmarks.results import Results, these_versions, this_machine
from benchmarks.rival_programs import OURS, RIVALS, Package, Program
from benchmarks.rival_server import serving, word
from benchmarks.rivals import telling
from tests.terminal import terminal


def results(*figures: Figure, facts: Sequence[Fact] = (), load: float = 0.0) -> Results:
    """Return a run that found these."""
    return Results(
        measured_at=datetime(2024, 5, 17, 10, 0, tzinfo=UTC),
        took_seconds=60,
        is_long=False,
        load_before=load,
        machine=this_machine(),
        versions={"python": "3.11.7"},
        figures=figures,
        facts=tuple(facts),
    )


def of_group(group: str, *figures: Figure) -> list[Figure]:
    """Return the figures as those of a benchmark."""
    return [figure.model_copy(update={"group": group}) for figure in figures]


RIVALS_FOUND = of_group(
    "rivals",
    ratio("memory, proportional", "small 1.0", [80.0, 82.0], [20.0, 20.0], limit=None, unit="MB"),
    ratio("memory, proportional", "large 2.0", [80.0, 82.0], [160.0, 160.0], limit=None, unit="MB"),
)


def test_a_ratio_is_of_medians_and_must_be_at_most_its_limit() -> None:
    figure = ratio("a step", "floor", [2.0, 3.0, 100.0], [1.0, 1.5, 50.0], limit=2.0)
    assert (figure.value, figure.holds) == (2.0, True)
    assert not ratio("a step", "floor", [3.1], [1.5], limit=2.0).holds


def test_a_speed_is_the_other_way_round_and_must_be_at_least_its_limit() -> None:
    figure = speedup("sort", "rival", [0.002], [0.030], limit=15)
    assert (figure.value, figure.told_value, figure.holds) == (15.0, "15.0×", True)
    assert not speedup("sort", "rival", [0.002], [0.029], limit=15).holds


def test_an_amount_is_held_to_its_limit_whatever_the_other_takes() -> None:
    figure = amount("memory", [70.0], "MB", limit=60, against="floor", theirs=[40.0])
    assert (figure.value, figure.ratio, figure.holds) == (70.0, 1.75, False)
    assert "OVER" in figure.line


def test_a_figure_that_holds_can_still_be_less_than_what_was_asked_for() -> None:
    figure = speedup("sort", "rival", [1.0], [7.0], limit=5).wanting(10)
    assert figure.holds
    assert not figure.is_as_wanted
    assert speedup("sort", "rival", [1.0], [7.0], limit=5).is_as_wanted


def test_a_rival_that_takes_nothing_divides_nothing() -> None:
    figure = ratio("processor", "idler", [0.4], [0.0], limit=None, unit="%")
    assert figure.ratio is None
    assert "0.40 %" in figure.line


def test_spread_is_the_width_of_the_middle_half() -> None:
    assert spread_of([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]) == 1.0
    assert spread_of([2.0, 2.0, 2.0]) == 0.0
    assert spread_of([5.0]) is None


def test_both_are_measured_in_turns_and_the_first_turn_is_not_counted() -> None:
    calls: list[str] = []

    def timed(name: str, seconds: list[float]) -> float:
        calls.append(name)
        return seconds.pop(0)

    ours, theirs = [99.0, 4.0, 4.0], [1.0, 2.0, 2.0]
    figure = in_turns("x", "y", lambda: timed("ours", ours), lambda: timed("y", theirs), limit=None, rounds=2)
    assert calls == ["ours", "y"] * 3
    assert (figure.value, figure.ours.count) == (2.0, 2)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(1.5, "s", "1.50 s"), (0.0186, "s", "18.6 ms"), (0.000_004, "s", "4.00 µs"), (5052.0, "B", "5,052 B")],
)
def test_amounts_are_told_as_a_reader_likes_them(value: float, unit: str, text: str) -> None:
    assert told(value, unit) == text


def test_results_survive_the_way_through_json() -> None:
    found = results(*RIVALS_FOUND, facts=[not_measured("x", "not installed")])
    assert Results.model_validate_json(found.model_dump_json()) == found


def test_machine_and_versions_are_told_without_a_name_that_says_which_machine_it_is() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert machine.memory_gigabytes > 0
    assert re.fullmatch(r"\w+ [\d.]+", machine.kernel)
    assert {"python", "textual", "tapewatch"} <= these_versions().keys()


def test_the_command_prints_a_table_and_writes_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [
        amount("memory", [70.0], "MB", limit=60),
        not_measured("newsboat", "not installed"),
    ]
    monkeypatch.setattr(groups, "GROUPS", {"one": (lambda: found,), "other": (lambda: pytest.fail("not asked for"),)})
    path = tmp_path / "new" / "found.json"
    assert command.main(["one", "--json", str(path)]) == 1
    printed = capsys.readouterr().out
    assert "70.0 MB" in printed
    assert "newsboat: not installed" in printed
    written = Results.model_validate_json(path.read_text(encoding="utf-8"))
    assert [figure.group for figure in written.figures] == ["one"]
    assert [fact.program for fact in written.facts] == ["newsboat"]


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["tabel"])
    assert ended.value.code == 2
    assert "no benchmark tabel" in capsys.readouterr().err


def test_the_page_says_where_we_lose_and_what_is_over_its_limit() -> None:
    figures = [
        *RIVALS_FOUND,
        *of_group("resources", amount("memory", [70.0], "MB", limit=60)),
        *of_group("table", speedup("sort", "DataTable", [1.0], [7.0], limit=5).wanting(10)),
    ]
    page = page_of(results(*figures))
    losses = page[page.index("## Where we lose") : page.index("## Beside other programs")]
    assert "4.0 times small 1.0" in losses
    assert "large" not in losses
    assert "memory: 70.0 MB, limit ≤ 60.0 MB" in losses
    assert "sort / DataTable: 7.0×, wanted ≥ 10×" in losses


def test_the_page_says_which_program_was_not_there_and_goes_on_without_any() -> None:
    page = page_of(results(facts=[not_measured("newsboat", "not installed; apt install newsboat")]))
    assert "Not measured: newsboat: not installed; apt install newsboat." in page
    assert "## Beside other programs" not in page


def test_the_page_says_when_the_machine_was_busy() -> None:
    assert "busy" not in page_of(results())
    assert "**The machine was busy** (load 99.0)" in page_of(results(load=99.0))


def test_a_benchmark_that_fails_is_told_and_the_rest_of_the_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Iterator[Figure]:
        yield amount("before it broke", [1.0], "MB", limit=2)
        raise AssertionError("nothing was painted")

    monkeypatch.setattr(groups, "GROUPS", {"one": (broken, lambda: amount("after it", [1.0], "MB", limit=2))})
    assert command.main(["one"]) == 1
    printed = capsys.readouterr().out
    assert "before it broke" in printed
    assert "ended early: one: AssertionError: nothing was painted" in printed
    assert "after it" in printed


def test_what_was_found_before_an_interrupt_is_kept_and_the_run_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> Iterator[Figure]:
        yield amount("before it", [1.0], "MB", limit=2)
        raise KeyboardInterrupt

    monkeypatch.setattr(groups, "GROUPS", {"one": (interrupted,)})
    path = tmp_path / "found.json"
    assert command.main(["one", "--json", str(path)]) == 1
    written = Results.model_validate_json(path.read_text(encoding="utf-8"))
    assert [figure.name for figure in written.figures] == ["before it"]
    assert [fact.text for fact in written.facts] == ["it was interrupted"]


def test_a_benchmark_whose_process_dies_is_told() -> None:
    assert list(groups.apart("no such benchmark", is_long=False)) == [ended_early("no such benchmark", "exit status 1")]


class Stub(Program):
    """A small program that shows what a server has, again at every key."""

    SCRIPT = (
        "import sys, tty, urllib.request as web\n"
        "tty.setcbreak(0)\n"
        "print('painted', flush=True)\n"
        "while True:\n"
        "    try:\n"
        "        print(web.urlopen(sys.argv[1] + '/feed.xml').read().decode(), flush=True)\n"
        "    except OSError as error:\n"
        "        print('failed to fetch', flush=True)\n"
        "    sys.stdin.read(1)\n"
    )

    def command(self, folder: Path, server: str) -> Sequence[str]:
        del folder
        return (sys.executable, "-c", self.SCRIPT, server)

    @property
    def version(self) -> str:
        return "1.0"


class Missing(Stub):
    """One that is not there."""

    def provide(self) -> str | None:
        return "not installed; get it"


def test_programs_are_measured_in_turns_and_one_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def stub(name: str) -> Stub:
        return Stub(name, b"painted", b"Kite Post")

    monkeypatch.setattr(rivals, "OURS", stub("tapewatch"))
    monkeypatch.setattr(rivals, "NOWHERE", "http://127.0.0.1:9")  # no name server is asked
    monkeypatch.setattr(rivals, "RIVALS", (stub("newsboat"), Missing("gone", b"", None)))
    for name, less in {
        "_STARTS": 2,
        "_TURNS": 2,
        "_REFRESHES": 2,
        "_SETTLES": 0.1,
        "_IDLES": 0.1,
        "_LOOKS": 8.0,
        "_REST": 0.1,
    }.items():
        monkeypatch.setattr(rivals, name, less)
    found = list(rivals.measure())
    figures = [one for one in found if isinstance(one, Figure)]
    assert {figure.against for figure in figures} == {"newsboat 1.0"}
    assert {figure.name for figure in figures} == rivals.UNITS.keys()
    assert all(figure.ours.median > 0 for figure in figures if not figure.name.startswith("untouched"))
    told_of = {fact.program: fact.text for fact in found if isinstance(fact, Fact)}
    assert told_of == {
        "gone": "not installed; get it",
        "tapewatch 1.0": "failed to fetch",
        "newsboat 1.0": "failed to fetch",
    }


def test_the_page_in_docs_is_made_from_the_results_beside_it() -> None:
    found = Results.model_validate_json(RESULTS.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == page_of(found), (
        "run `python -m benchmarks.page docs/benchmarks/results.json`"
    )
    for name, plot in PLOTS.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == plot(found), name
        assert f"benchmarks/{name}" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_a_picture_for_light_and_dark_that_keeps_within_its_frame(name: str) -> None:
    found = Results.model_validate_json(RESULTS.read_text(encoding="utf-8"))
    drawn = PLOTS[name](found)
    picture = ElementTree.fromstring(drawn)  # noqa: S314 - we drew it
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    assert "prefers-color-scheme: dark" in drawn
    assert picture.attrib["aria-label"]
    for part in picture.iter():
        x = float(part.get("x", part.get("cx", "0")))
        y = float(part.get("y", part.get("cy", "0")))
        assert 0 <= x + float(part.get("width", "0")) <= width
        assert 0 <= y <= height


def test_a_figure_uses_all_of_its_limit_where_it_just_holds() -> None:
    assert used(speedup("sort", "rival", [1.0], [5.0], limit=5)) == 1
    assert used(amount("memory", [30.0], "MB", limit=60)) == 0.5


def test_what_a_program_tells_of_missing_data_is_found_on_its_screen() -> None:
    screen = " AAPL   N/A   N/A │ Reader\n GOOG   N/A   N/A │\n ▌ Fetch failed\n Last Refresh: 13:50:03"
    assert telling(screen) == "AAPL N/A N/A / Fetch failed / Last Refresh: 13:50:03"
    assert telling("Quotes\n HUBC 136.50") == "nothing of it"


def test_a_new_headline_has_another_letter_at_each_place_than_the_one_before() -> None:
    words = [word(number) for number in range(100)]
    assert len(set(words)) == len(words)
    for one, other in pairwise(words):
        assert all(before != after for before, after in zip(one, other, strict=True))


def test_tapewatch_is_measured_on_data_settings_and_sources_of_its_own(tmp_path: Path) -> None:
    with serving() as server, terminal([], program=OURS.command(tmp_path, server.address)) as tty:
        shown = Shown(tty)
        shown.until(OURS.painted)
        shown.until(OURS.has_data or b"")
        shown.until(server.newest)
        pids = family_of(shown.pid)
        assert memory_of_all(pids).proportional >= memory_of(tty.process.pid).proportional > 0
        title = server.publish()
        shown.type("r")
        shown.until(title)
    assert (tmp_path / "data" / "history.db").exists()


def test_a_family_is_a_process_and_all_that_it_started() -> None:
    program = (
        sys.executable,
        "-c",
        "import os, time; os.fork(); os.fork(); print('there', flush=True); time.sleep(60)",
    )
    with terminal([], program=program) as tty:
        shown = Shown(tty)
        for _ in range(4):
            shown.until(b"there")
        assert len(family_of(tty.process.pid)) == 4
        assert shown.idle_percent(0.05) >= 0
        for child in family_of(tty.process.pid)[1:]:
            assert memory_of(child).resident > 0


def test_a_program_that_ends_before_it_showed_what_was_waited_for_is_told_with_its_last_words() -> None:
    program = (sys.executable, "-c", r"print('\x1b[1mName\x1b[0mError: no screen')")
    with terminal([], program=program) as tty, pytest.raises(AssertionError, match=r"HUBC .*but NameError: no screen$"):
        Shown(tty).until(b"HUBC")


def test_each_package_that_we_are_held_against_has_its_version_in_a_lock_with_hashes() -> None:
    packages = [rival for rival in RIVALS if isinstance(rival, Package)]
    assert {package.name for package in packages} == {"psx-terminal", "stockstui"}
    for package in packages:
        assert re.fullmatch(r"[\d.b]+", package.version)
        lock = package.lock.read_text(encoding="utf-8")
        assert len(re.findall(r"^\S+==\S+", lock, re.MULTILINE)) == len(
            re.findall(r" \\\n    --hash=sha256:.*\n(?!    --)", lock)
        )
        assert "://" not in lock


def test_a_sample_can_be_another_place_than_the_median() -> None:
    assert Sample.of([1.0, 2.0, 9.0], max).median == 9.0
