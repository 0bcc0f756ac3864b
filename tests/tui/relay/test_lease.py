"""The lease, on a real server: who holds it publishes, and who held it before does not."""

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from tests.redis_server import RedisServer
from tests.tui.relay.publishers import DeafClient, client_of
from tui.relay.address import RelayAddress
from tui.relay.lease import Lease, LeaseLostError
from tui.relay.message import MOST_BYTES

ADDRESS = RelayAddress.read("redis://127.0.0.1/0?stream=psx")


def lease_of(client: Redis, keep: int = 1_000) -> Lease:
    """Return a claim that lasts as long as the test, which ends it."""
    return Lease(client, ADDRESS, keep, seconds=3600)


async def taken(lease: Lease) -> int:
    """Take the lease, which is to be had, and return its token."""
    assert await lease.take()
    assert lease.token is not None
    return lease.token


async def entries(client: Redis) -> list[tuple[str, str, int, str]]:
    """Return what is in the stream: its id, the message, the token and the id before it."""
    found: Any = await client.xrange("psx")
    return [
        (id_.decode(), fields[b"message"].decode(), int(fields[b"token"]), fields[b"after"].decode())
        for id_, fields in found
    ]


async def newest(client: Redis) -> dict[str, str]:
    """Return the newest messages by their fields, each with its id."""
    found: Any = await client.hgetall("{psx}:newest")
    return {field.decode(): text.decode() for field, text in found.items()}


async def test_one_holds_the_lease_and_the_next_gets_it_when_it_is_given_back(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        first, second = lease_of(client), lease_of(client)
        token = await taken(first)
        assert not await second.take()
        assert await taken(first) == token
        await second.release()
        assert not await second.take()
        await first.release()
        assert await taken(second) > token


async def test_entries_tell_who_wrote_them_and_what_was_before_them(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        await lease.take()
        for text in (b"one", b"two", b"three"):
            await lease.publish(text, source="a", event="page")
        found = await entries(client)
    assert [message for _, message, _, _ in found] == ["one", "two", "three"]
    assert [after for _, _, _, after in found] == ["0-0", found[0][0], found[1][0]]
    assert {token for _, _, token, _ in found} == {lease.token}


async def test_the_newest_of_each_source_is_at_hand_and_a_page_ends_a_failure(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        await lease.take()
        await lease.publish(b'{"a": 1}', source="a b", event="page")
        await lease.publish(b"asleep", source="a b", event="failed")
        await lease.publish(b"gone", source="c", event="failed")
        ids = [id_ for id_, *_ in await entries(client)]
        assert await newest(client) == {
            "page a b": f'{ids[0]} {{"a": 1}}',
            "failed a b": f"{ids[1]} asleep",
            "failed c": f"{ids[2]} gone",
        }
        await lease.publish(b"awake", source="a b", event="page")
        assert (await newest(client)).keys() == {"page a b", "failed c"}
        assert await lease.retain(["a b", "other"]) == [b"awake"]
        assert (await newest(client)).keys() == {"page a b"}
        await lease.publish(b"asleep", source="a b", event="failed")
        assert await lease.retain(["a b"]) == [b"asleep", b"awake"]


async def test_of_the_newest_no_more_is_returned_than_a_message_may_have(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        await lease.take()
        await lease.publish(b"a" * MOST_BYTES, source="a", event="page")
        await lease.publish(b"asleep", source="b", event="failed")
        await client.hset("{psx}:newest", "page c", "nothing")
        assert await lease.retain("abc") == [b"asleep"]
        assert await client.hlen("{psx}:newest") == 3
        await lease.publish(b"awake", source="c", event="page")


async def test_where_the_stream_is_lies_beside_it(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        await lease.take()
        for text in (b"one", b"two"):
            await lease.publish(text, source="a", event="page")
            assert await client.get("{psx}:place") == (await entries(client))[-1][0].encode()


async def test_the_very_same_message_sent_again_is_there_once(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        await lease.take()
        for _ in range(2):
            await lease.publish(b"one", source="a", event="page")
        await lease.publish(b"one", source="b", event="page")
        assert [message for _, message, _, _ in await entries(client)] == ["one", "one"]


async def test_the_stream_keeps_about_as_many_messages_as_it_should(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client, keep=50)
        await lease.take()
        for number in range(400):
            await lease.publish(b"page %d" % number, source="a", event="page")
        found = await entries(client)
    assert 50 <= len(found) <= 150
    assert found[-1][1] == "page 399"
    assert [after for *_, after in found[1:]] == [id_ for id_, *_ in found[:-1]]


async def test_who_was_away_while_another_one_took_over_publishes_nothing(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        sleeper, heir = lease_of(client), lease_of(client)
        old = await taken(sleeper)
        await sleeper.publish(b"before", source="a", event="page")
        await client.delete("{psx}:lease")
        assert await taken(heir) > old
        with pytest.raises(LeaseLostError):
            await sleeper.publish(b"from the past", source="a", event="page")
        sleeper.token = old
        with pytest.raises(LeaseLostError):
            await sleeper.retain([])
        sleeper.token = old
        await sleeper.release()
        sleeper.token = old
        assert not await sleeper.take()
        await heir.publish(b"after", source="a", event="page")
        found = await entries(client)
    assert [message for _, message, _, _ in found] == ["before", "after"]
    assert found[1][3] == found[0][0]


async def test_the_server_ends_a_lease_that_is_not_renewed(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = Lease(client, ADDRESS, seconds=5)
        await lease.take()
        assert 0 < await client.pttl("{psx}:lease") <= 5_000
        await client.pexpire("{psx}:lease", 3_600_000)
        assert await lease.take()
        assert 0 < await client.pttl("{psx}:lease") <= 5_000


async def test_who_did_not_hear_that_it_has_the_lease_knows_its_own(server: RedisServer) -> None:
    async with client_of(server, Redis) as client, client_of(server, DeafClient) as deaf:
        lease, other = lease_of(deaf), lease_of(client)
        with pytest.raises(ConnectionError):
            await lease.take()
        assert not await other.take()
        token = await taken(lease)
        assert await client.get("{psx}:token") == b"%d" % token
        await lease.publish(b"one", source="a", event="page")
        assert (await entries(client))[0][2] == token


async def test_who_did_not_hear_that_it_has_the_lease_gives_it_back(server: RedisServer) -> None:
    async with client_of(server, Redis) as client, client_of(server, DeafClient) as deaf:
        lease = lease_of(deaf)
        with pytest.raises(ConnectionError):
            await lease.take()
        await lease.release()
        assert await client.get("{psx}:lease") is None


async def test_a_lease_that_ran_out_with_nobody_there_is_taken_anew_under_another_token(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        old = await taken(lease)
        await client.delete("{psx}:lease")
        with pytest.raises(LeaseLostError):
            await lease.publish(b"late", source="a", event="page")
        assert await taken(lease) > old
        assert await entries(client) == []


async def test_tokens_grow_although_the_server_forgot_them(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        lease = lease_of(client)
        tokens = []
        for _ in range(3):
            tokens.append(await taken(lease))
            await client.flushall()
        assert tokens == sorted(set(tokens))
        await client.set("{psx}:token", 2**53 - 100)  # as after years in which the clock was ahead
        assert await taken(lease) == 2**53 - 99


@pytest.mark.parametrize("key", ["psx", "{psx}:newest"])
async def test_what_belongs_to_somebody_else_is_left_alone(server: RedisServer, key: str) -> None:
    async with client_of(server, Redis) as client:
        await client.set(key, "theirs")
        with pytest.raises(ResponseError, match="WRONGTYPE"):
            await lease_of(client).take()
        assert await client.keys() == [key.encode()]


async def test_of_many_that_ask_at_once_one_gets_the_lease(server: RedisServer) -> None:
    async with client_of(server, Redis) as client:
        leases = [lease_of(client) for _ in range(20)]
        assert sum(await asyncio.gather(*(lease.take() for lease in leases))) == 1
