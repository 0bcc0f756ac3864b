"""A plugin of pytest that tries mutants: what each test reaches, then for each mutant a child that runs those tests."""

import gc
import os
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import accumulate
from math import ceil
from time import process_time

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name

SURVIVED, KILLED, UNTESTED, TIMED_OUT = 0, 1, 33, 36
"""What becomes of a mutant, as mutmut counts it."""

NO_MUTANT = "no.mutant"

BUDGET = 4.0
"""How many seconds of tests a mutant is tried with, so that a run of them all ends within the hour."""


class Trial:
    """Tries the mutants of these names, so many at once; `results` says what became of each."""

    def __init__(self, names: list[str], processes: int) -> None:
        self.results: dict[str, int] = {}
        self._names = names
        self._processes = processes
        self._running: dict[int, str] = {}
        self._failed = False
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._reaching: defaultdict[str, list[pytest.Item]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed |= report.failed
        self._seconds[report.nodeid] += report.duration

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        forget = memories()
        self._follow(session.items)
        gc.freeze()  # what the children share, they need not copy
        self._start(NO_MUTANT, session.items, forget)
        self._wait()
        if self.results.pop(NO_MUTANT) != SURVIVED:
            pytest.exit("The tests fail in a child without any mutant", returncode=1)
        print(f"\nThe tests pass in {sum(self._seconds.values()):.0f} s without any mutant", flush=True)
        for name in self._names:
            tests = self._nearest(name)
            if not tests:
                self.results[name] = UNTESTED
                continue
            while len(self._running) >= self._processes:
                self._wait()
            self._start(name, tests, forget)
        while self._running:
            self._wait()
        return True

    def _follow(self, items: list[pytest.Item]) -> None:
        """Run all tests, noting which function each of them reaches."""
        set_mutant_under_test("stats")
        for item, following in zip(items, [*items[1:], None], strict=True):
            state()._stats.clear()  # where mutmut collects them
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                pytest.exit(f"{item.nodeid} fails without any mutant", returncode=1)
            for function in state()._stats:
                self._reaching[function].append(item)

    def _nearest(self, name: str) -> list[pytest.Item]:
        """Return the tests that reach the function: those of its own module first, then a case of each other one.

        Of those that last longer than `BUDGET` together, the first are taken.
        """
        own = f"test_{name.split('.')[-2]}"
        cases: Counter[str] = Counter()
        ranked: list[tuple[bool, int, int, pytest.Item]] = []
        for item in sorted(self._reaching[mangled_name_from_mutant_name(name)], key=self._seconds_of):
            test = item.nodeid.partition("[")[0]
            ranked.append((item.path.stem != own, cases[test], len(ranked), item))
            cases[test] += 1
        tests = [item for *_, item in sorted(ranked)]
        ends = accumulate(map(self._seconds_of, tests))
        return [item for item, end in zip(tests, ends, strict=True) if end <= BUDGET] or tests[:1]

    def _seconds_of(self, item: pytest.Item) -> float:
        return self._seconds[item.nodeid]

    def _start(self, name: str, tests: list[pytest.Item], forget: Callable[[], None]) -> None:
        sys.stdout.flush()
        if child := os.fork():
            self._running[child] = name
            return
        tests[0].config.pluginmanager.unregister(name="terminalreporter")
        seconds = sum(self._seconds[item.nodeid] for item in tests)
        limit = ceil(process_time() + 5 + 2 * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 10 + 4 * seconds)
        set_mutant_under_test(name)
        forget()
        try:
            for item, following in zip(tests, [*tests[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self._failed:
                    break
        except BaseException:  # noqa: BLE001 - whatever ends the run of the tests has noticed the mutant
            os._exit(KILLED)
        os._exit(KILLED if self._failed else SURVIVED)

    def _wait(self) -> None:
        child, status = os.wait()
        if name := self._running.pop(child, ""):
            code = os.waitstatus_to_exitcode(status)
            self.results[name] = TIMED_OUT if code < 0 else code
            if code <= 0 and name != NO_MUTANT:
                what = "survived" if code == 0 else "timed out"
                print(f"{len(self.results)}/{len(self._names)} {what}: {name}", flush=True)


def memories() -> Callable[[], None]:
    """Return what makes the modules forget what they remember from tests that ran before: a mutant would be hidden."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] in ("parsing", "tui")]
    values = [value for module in modules for value in vars(module).values()]
    tables = {id(value): value for value in values if isinstance(value, dict) and hasattr(type(value), "__missing__")}
    caches = [value for value in values if hasattr(value, "cache_clear")]

    def forget() -> None:
        for cache in caches:
            cache.cache_clear()
        for table in tables.values():
            for key in [key for key in table if key not in (ord("\n"), ord("\t"))]:
                del table[key]

    return forget
