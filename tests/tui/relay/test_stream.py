"""What a watcher asks a relay's server for, on a real server."""

from redis.asyncio import Redis

from tests.redis_server import RedisServer
from tests.tui.relay.publishers import client_of
from tui.relay.address import RelayAddress
from tui.relay.stream import RelayStream


async def test_an_entry_that_comes_in_the_very_millisecond_of_now_is_after_it(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        stream = RelayStream(client, RelayAddress.read(server.address))
        for _ in range(100):
            await client.delete("psx")
            now = await stream.now()
            added = await client.xadd("psx", {"message": "later"})
            entry = await stream.next(now, is_awaited=False)
            assert entry is not None
            assert entry.id == added
