"""Every Textual worker names its group, whether it is exclusive, and that its errors do not end the app."""

import ast
from pathlib import Path

import pytest

import tui

NAMED = {"group", "exclusive", "exit_on_error"}
MODULES = sorted(Path(tui.__file__).parent.rglob("*.py"))


def worker_calls(source: str) -> list[ast.Call]:
    """Return the calls in the source that start a worker or make a method one; a bare `@work` is an empty one."""
    calls = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"work", "run_worker"}:
                calls.append(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            calls += [ast.Call(d, [], []) for d in node.decorator_list if isinstance(d, ast.Name) and d.id == "work"]
    return calls


def missing(call: ast.Call) -> set[str]:
    """Return what the call leaves unsaid; an `exit_on_error` other than False counts as that."""
    said = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    unsaid = NAMED - said.keys()
    lets_end = said.get("exit_on_error")
    if not (isinstance(lets_end, ast.Constant) and lets_end.value is False):
        unsaid.add("exit_on_error")
    return unsaid


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_worker_names_group_exclusive_and_exit_on_error(module: Path) -> None:
    calls = worker_calls(module.read_text(encoding="utf-8"))
    assert {f"{module.name}:{call.lineno}": missing(call) for call in calls if missing(call)} == {}


def test_there_is_a_worker_to_hold_to_it() -> None:
    assert sum(len(worker_calls(module.read_text(encoding="utf-8"))) for module in MODULES) == 11


@pytest.mark.parametrize(
    "source",
    [
        "@work\nasync def f(): ...",
        "@work(exclusive=True)\nasync def f(): ...",
        "self.run_worker(f(), group='a', exclusive=True)",
        "self.run_worker(f(), group='a', exclusive=True, exit_on_error=True)",
    ],
)
def test_a_worker_that_leaves_something_unsaid_is_found(source: str) -> None:
    (call,) = worker_calls(source)
    assert missing(call)
