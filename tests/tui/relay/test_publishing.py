"""`tapewatch publish`, as real processes at a real server: what is killed, stopped or cut off, and who goes on."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.redis_server import RedisServer, free_port, link_to, redis_server
from tests.server import plain, playing
from tests.tui.relay.publishers import anything, publishing, stream_on, under_later
from tui.cli import main

Captured = pytest.CaptureFixture[str]
BRIEF = 1.0
UNIT = Path(__file__).parents[3] / "docs" / "tapewatch-publish.service"


# processes


async def test_whoever_is_killed_is_followed_by_the_one_that_stood_by(server: RedisServer, tmp_path: Path) -> None:
    async with stream_on(server.port) as stream, publishing(server.address, tmp_path / "a") as first:
        old = (await stream.until(anything)).token
        async with publishing(server.address, tmp_path / "b") as second:
            await second.until_said("Standing by")
            first.process.kill()
            await first.until_ended()
            await stream.end_lease()
            new = (await stream.until(under_later(old))).token
            await second.until_said(f"Publishing demo to relay 127.0.0.1:{server.port}/psx.")
            second.process.terminate()
            assert await second.until_ended() == 0
            assert await stream.client.get("{psx}:lease") is None
        assert await stream.client.get("{psx}:token") == b"%d" % new
        stream.check()


async def test_whoever_ends_gives_the_lease_back_and_need_not_be_waited_for(
    server: RedisServer, tmp_path: Path
) -> None:
    async with stream_on(server.port) as stream, publishing(server.address, tmp_path / "a") as first:
        old = (await stream.until(anything)).token
        async with publishing(server.address, tmp_path / "b") as second:
            await second.until_said("Standing by")
            first.process.terminate()
            assert await first.until_ended() == 0
            await stream.until(under_later(old))
        stream.check()


async def test_whoever_was_stopped_and_goes_on_publishes_nothing_and_stands_by(
    server: RedisServer, tmp_path: Path
) -> None:
    async with stream_on(server.port) as stream, publishing(server.address, tmp_path / "a") as sleeper:
        old = (await stream.until(anything)).token
        async with publishing(server.address, tmp_path / "b") as heir:
            await heir.until_said("Standing by")
            sleeper.process.send_signal(signal.SIGSTOP)
            await stream.end_lease()
            new = (await stream.until(under_later(old))).token
            sleeper.process.send_signal(signal.SIGCONT)
            await sleeper.until_said("The lease is lost: the sources are stopped here.")
            await sleeper.until_said("Standing by")
            heir.process.kill()
            await heir.until_ended()
            await stream.end_lease()
            assert (await stream.until(under_later(new))).token > new
        stream.check()


async def test_a_server_that_is_killed_and_comes_back_is_published_to_again(tmp_path: Path) -> None:
    await asyncio.gather(killed_and_back(tmp_path / "a", keeps_data=True), killed_and_back(tmp_path / "b"))


async def killed_and_back(folder: Path, *, keeps_data: bool = False) -> None:
    """See that a publisher goes on when its server is there again, with what it kept or with nothing."""
    with redis_server(folder / "redis", keeps_data=keeps_data) as server:
        async with stream_on(server.port) as stream, publishing(server.address, folder, lease=BRIEF) as running:
            await stream.until(anything)
            server.kill()
            old = stream.seen[-1].token
            await running.until_said("cannot be reached")
            await running.until_said("The lease is lost")
            server.start()
            again = await stream.until(under_later(old))
            await running.until_said("Publishing demo")
            assert (again.after == "0-0") is not keeps_data
            if keeps_data:
                stream.check()


async def test_whose_line_falls_silent_is_followed_and_comes_back_to_stand_by(
    server: RedisServer, tmp_path: Path
) -> None:
    async with (
        stream_on(server.port) as stream,
        link_to(server.port) as link,
        publishing(link.address, tmp_path / "a", lease=BRIEF) as first,
    ):
        await stream.until(anything)
        link.silence()
        await first.until_said("The lease is lost")
        old = stream.seen[-1].token
        async with publishing(server.address, tmp_path / "b") as second:
            await second.until_said("Publishing demo")
            await stream.until(under_later(old))
            link.restore()
            await first.until_said("Standing by")
        stream.check()


async def test_whose_line_is_cut_goes_on_when_it_is_there_again(server: RedisServer, tmp_path: Path) -> None:
    async with (
        stream_on(server.port) as stream,
        link_to(server.port) as link,
        publishing(link.address, tmp_path / "a") as running,
    ):
        await stream.until(anything)
        link.cut()
        await running.until_said("cannot be reached")
        link.restore()
        await running.until_said("Publishing demo")
        await stream.until(anything)
        stream.check()


async def test_every_signal_to_end_is_heard_wherever_it_comes(server: RedisServer, tmp_path: Path) -> None:
    async with (
        stream_on(server.port) as stream,
        link_to(server.port) as link,
        publishing(link.address, tmp_path / "a") as working,
        publishing(f"redis://127.0.0.1:{free_port()}/0?stream=psx", tmp_path / "c") as lonely,
    ):
        await working.until_said("Publishing")
        async with publishing(server.address, tmp_path / "b") as idle:
            await idle.until_said("Standing by")
            await lonely.until_said("cannot be reached; is its server running there? It is tried again.")
            await stream.until(anything)
            link.silence()
            for publisher, number in ((working, signal.SIGHUP), (idle, signal.SIGINT), (lonely, signal.SIGTERM)):
                publisher.process.send_signal(number)
            ended = [publisher.until_ended() for publisher in (working, idle, lonely)]
            assert await asyncio.gather(*ended) == [0, 0, 0]


async def test_a_web_server_that_asked_to_be_left_alone_is_left_alone_by_all_that_can_know(
    server: RedisServer, tmp_path: Path
) -> None:
    async with playing() as web, stream_on(server.port) as stream:
        busy = web.play("/busy", plain(b"", "429 Too Many Requests", Retry_After="600"))
        async with publishing(server.address, tmp_path / "a", source=busy) as running:
            await running.until_said("is asked again after")
            await stream.until(anything)
        await stream.end_lease()
        async with publishing(server.address, tmp_path / "another machine", source=busy) as running:
            await running.until_said("is asked again after")
        await stream.client.flushall()
        async with publishing(server.address, tmp_path / "a", source=busy) as running:
            await running.until_said("is asked again after")
        assert web.paths() == ["/busy"]


async def test_a_server_that_starts_later_is_waited_for_and_the_stream_kept_short(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis") as server:
        server.kill()
        async with publishing(server.address, tmp_path / "a", "--keep", "5") as running:
            await running.until_said("cannot be reached")
            server.start()
            async with stream_on(server.port) as stream:
                for _ in range(15):
                    await stream.until(anything)
                assert await stream.client.xlen("psx") < 10


# what is wrong from the start


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("demo", "--to", "redis://u:s3cret@host/0"), "has to name a stream"),
        (("demo", "--to", "https://u:s3cret@host/"), "no address of a relay"),
        (("rediss://u:s3cret@host/?stream=a", "--to", "redis://host/?stream=b"), "is a relay itself"),
        ((*(f"{n}.txt" for n in range(65)), "--to", "redis://host/?stream=b"), "Up to 64 sources"),
    ],
)
def test_what_cannot_be_published_is_refused(words: Sequence[str], sentence: str, capsys: Captured) -> None:
    assert main(["publish", *words]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "s3cret" not in said


@pytest.mark.parametrize(
    ("options", "login", "sentence"),
    [
        (("requirepass right",), "", "password"),
        (("requirepass right",), "default:wr0ng@", "password"),
        (("user weak on >weak ~* -@all +ping",), "weak:weak@", "does not allow this"),
    ],
)
def test_a_server_that_refuses_is_told_of_and_not_asked_again(
    tmp_path: Path, capsys: Captured, options: Sequence[str], login: str, sentence: str
) -> None:
    with redis_server(tmp_path / "redis", *options) as server:
        to = f"redis://{login}127.0.0.1:{server.port}/0?stream=psx"
        assert main(["publish", "demo", "--to", to, "--data-dir", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert "wr0ng" not in said


def test_a_key_of_somebody_else_is_told_of_and_left_alone(
    server: RedisServer, tmp_path: Path, capsys: Captured
) -> None:
    subprocess.run(["redis-cli", "-p", str(server.port), "lpush", "psx", "theirs"], check=True, capture_output=True)
    assert main(["publish", "demo", "--to", server.address, "--data-dir", str(tmp_path)]) == 1
    assert "is no stream" in capsys.readouterr().err


async def test_a_password_in_the_settings_and_the_least_of_rights_are_enough(tmp_path: Path) -> None:
    rights = "+eval +get +set +del +time +xlen +xadd +xrevrange +hlen +hget +hset +hdel +hkeys"
    user = f"user publisher on >s3cret resetkeys ~psx ~{{psx}}:* resetchannels -@all {rights}"
    settings = tmp_path / "settings.toml"
    settings.write_text('[relay]\nusername = "publisher"\npassword = "s3cret"\n', encoding="utf-8")
    with redis_server(tmp_path / "redis", user) as server:
        words = ("--settings", str(settings))
        async with (
            stream_on(server.port) as stream,
            publishing(server.address, tmp_path / "a", *words) as running,
        ):
            await running.until_said("Publishing demo to relay")
            entry = await stream.until(anything)
            assert "s3cret" not in entry.message
            await stream.until(anything)
            running.process.terminate()
            assert await running.until_ended() == 0
            assert await stream.client.get("{psx}:lease") is None
            assert running.said == f" 127.0.0.1:{server.port}/psx.\n"


# the unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_example_for_systemd_has_no_mistake(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    assert "password" not in text.partition("ExecStart=")[2]
    unit.write_text(text.replace("/opt/tapewatch/bin/tapewatch", sys.executable), encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False, env=os.environ
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
