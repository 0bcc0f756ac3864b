"""Workers are started in one place, by what makes their coroutine, and their errors do not end the app."""

import ast
import gc
from pathlib import Path

import pytest
from textual.app import App

import tui
from tui.widgets.working import start_work

STARTS = Path(tui.__file__).parent / "widgets" / "working.py"
MODULES = sorted(Path(tui.__file__).parent.rglob("*.py"))


def worker_calls(source: str) -> list[ast.Call | ast.Name]:
    """Return what in the source starts a worker of Textual's, or makes a method one."""
    found: list[ast.Call | ast.Name] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"work", "run_worker"}:
                found.append(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [mark for mark in node.decorator_list if isinstance(mark, ast.Name) and mark.id == "work"]
    return found


def test_workers_are_started_in_one_place() -> None:
    assert [module for module in MODULES if worker_calls(module.read_text(encoding="utf-8"))] == [STARTS]


@pytest.mark.parametrize(
    "source", ["@work\nasync def f(): ...", "@work(exclusive=True)\nasync def f(): ...", "self.run_worker(f())"]
)
def test_a_worker_that_is_started_elsewhere_would_be_found(source: str) -> None:
    assert worker_calls(source)


async def test_one_that_is_replaced_before_it_begins_leaves_nothing_behind() -> None:
    done = []

    async def work() -> None:
        done.append(1)

    app = App[None]()
    async with app.run_test():
        workers = [start_work(app, work, "group", exclusive=True) for _ in range(3)]
        await workers[-1].wait()
    gc.collect()  # a coroutine that nobody awaited would be told of now
    assert done == [1]


async def test_an_error_of_it_does_not_end_the_app() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    app = App[None]()
    async with app.run_test() as pilot:
        worker = start_work(app, work, "group", exclusive=False)
        await pilot.pause()
        assert isinstance(worker.error, ZeroDivisionError)
        assert (worker.group, app.is_running) == ("group", True)
