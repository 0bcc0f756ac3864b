"""The rights that docs/scale.md gives: a publisher and a watcher need no more, and a watcher can write nothing."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.builders import NOON, quote, snapshot_of
from tests.redis_server import redis_server
from tui.clock import SystemClock
from tui.errors import SourceError
from tui.refresh import Kind, Refreshed, Report
from tui.relay.address import RelayAddress
from tui.relay.faults import fault_of
from tui.relay.lease import Lease
from tui.relay.message import MOST_BYTES, encode
from tui.relay.server import FAULTS, open_server
from tui.relay.source import RelaySource
from tui.settings.model import Settings, SourceSettings

SCALE = Path(__file__).parents[3] / "docs" / "scale.md"
RULES = re.findall(r"^    (user .+)$", SCALE.read_text(encoding="utf-8"), re.MULTILINE)
PAGE = Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot_of(quote()))


async def publish(address: str) -> None:
    """Do all that a publisher does at the server."""
    relay = RelayAddress.read(address)
    async with open_server(relay, Settings(), MOST_BYTES) as server:
        lease = Lease(server, relay)
        assert await lease.take()
        await lease.retain([PAGE.source])
        await lease.publish(encode(PAGE, [PAGE.source]), source=PAGE.source, event="page")
        await lease.retain([PAGE.source])
        await lease.release()


async def test_the_rights_of_the_documentation_are_enough_and_no_more(tmp_path: Path) -> None:
    assert [rule.split()[1] for rule in RULES] == ["default", "publisher", "watcher"]
    with redis_server(tmp_path / "redis", *RULES) as server:
        publisher = server.address.replace("//", "//publisher:SECRET-1@")
        watcher = server.address.replace("//", "//watcher:SECRET-2@")
        await publish(publisher)
        source = RelaySource(SourceSettings(address=watcher), SystemClock(), Settings())
        assert (await source.fetch()).as_of == NOON
        told: asyncio.Queue[Report] = asyncio.Queue()
        following = asyncio.create_task(source.follow(told.put_nowait, asyncio.Event()))
        async with asyncio.timeout(20):
            while not isinstance(report := await told.get(), Refreshed):
                assert not hasattr(report, "sentence"), report
        following.cancel()
        with pytest.raises(FAULTS) as refused:
            await publish(watcher)
        assert "does not allow this" in str(fault_of(refused.value, RelayAddress.read(watcher)))
        with pytest.raises(SourceError, match="asks for a password"):
            await RelaySource(SourceSettings(address=server.address), SystemClock(), Settings()).fetch()
