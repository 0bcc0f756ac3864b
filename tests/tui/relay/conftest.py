"""A Redis server of its own for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.redis_server import RedisServer, redis_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """Run a Redis server that knows nobody and forgets everything when it is killed."""
    with redis_server(tmp_path / "redis") as running:
        yield running
