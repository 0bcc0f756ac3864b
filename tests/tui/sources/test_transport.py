"""The address that was checked is the address that is connected to."""

import shutil
import ssl
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.builders import FakeClock
from tests.server import PAGE, playing
from tui.errors import SourceForbiddenError, SourceUnreachableError
from tui.settings.model import Settings, SourceSettings
from tui.sources.addresses import origin_of
from tui.sources.transport import GuardedTransport, UnknownHostError
from tui.sources.web import WebSource

PUBLIC = "93.184.215.14"
NAMED = origin_of(httpx.URL("https://named.example/page"))


class Names:
    """A book of names that counts how often it is asked."""

    def __init__(self, **addresses: list[str]) -> None:
        self.addresses = addresses
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        """Return the addresses of the first label of the host."""
        self.asked.append((host, port))
        if host.partition(".")[0] not in self.addresses:
            raise OSError(-2, "Name or service not known")
        return self.addresses[host.partition(".")[0]]


class Recorder(httpx.AsyncBaseTransport):
    """An inner transport that sends nothing and remembers what it was given; it cannot connect to some addresses."""

    def __init__(self, dead: tuple[str, ...] = ()) -> None:
        self.requests: list[httpx.Request] = []
        self.is_closed = False
        self._dead = dead

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.host in self._dead:
            raise httpx.ConnectTimeout("nobody there")
        return httpx.Response(200)

    async def aclose(self) -> None:
        self.is_closed = True


class Recorders:
    """Gives an inner transport for each origin, and keeps them all."""

    def __init__(self, dead: tuple[str, ...] = ()) -> None:
        self.opened: list[Recorder] = []
        self._dead = dead

    def __call__(self, scheme: str) -> Recorder:
        assert scheme in {"http", "https"}
        self.opened.append(Recorder(self._dead))
        return self.opened[-1]


async def test_the_checked_address_gets_the_request_under_its_own_name() -> None:
    inner = Recorders()
    transport = GuardedTransport(NAMED, resolve=Names(other=[PUBLIC]), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        response = await client.get("https://other.example:8443/a%2Fb?c=%20d")
    sent = inner.opened[0].requests[0]
    assert str(sent.url) == f"https://{PUBLIC}:8443/a%2Fb?c=%20d"
    assert sent.headers["host"] == "other.example:8443"
    assert sent.extensions["sni_hostname"] == "other.example"
    assert response.url.host == "other.example"
    assert inner.opened[0].is_closed


async def test_a_certificate_is_asked_for_by_the_name_without_its_last_dot() -> None:
    inner = Recorders()
    transport = GuardedTransport(NAMED, resolve=Names(other=[PUBLIC]), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get("https://other.example./")
    assert inner.opened[0].requests[0].extensions["sni_hostname"] == "other.example"


async def test_names_at_one_address_share_no_connection() -> None:
    inner = Recorders()
    names = Names(one=[PUBLIC], two=[PUBLIC])
    async with httpx.AsyncClient(transport=GuardedTransport(NAMED, resolve=names, open_inner=inner)) as client:
        for address in ("https://one.example/", "https://two.example/", "https://one.example/again"):
            await client.get(address)
    assert [len(each.requests) for each in inner.opened] == [2, 1]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1"], ["::ffff:192.168.0.1"]])
async def test_a_name_that_resolves_to_a_private_address_gets_no_request(addresses: list[str]) -> None:
    inner = Recorders()
    transport = GuardedTransport(NAMED, resolve=Names(other=addresses), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(SourceForbiddenError, match=r"other\.example \(.+\), port 443"):
            await client.get("https://other.example/")
    assert inner.opened == []


async def test_only_the_named_host_and_port_may_be_private() -> None:
    inner = Recorders()
    named = origin_of(httpx.URL("https://named.lan/page"))
    transport = GuardedTransport(named, resolve=Names(named=["10.0.0.1"]), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get("https://named.lan/")
        for address in ("https://named.lan:8443/", "http://named.lan/", "https://named.lan./"):
            with pytest.raises(SourceForbiddenError):
                await client.get(address)
    assert [str(request.url) for request in inner.opened[0].requests] == ["https://10.0.0.1/"]


async def test_a_public_name_is_not_private_though_the_user_named_it() -> None:
    inner = Recorders()
    transport = GuardedTransport(NAMED, resolve=Names(named=[PUBLIC, "192.168.1.1"]), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(SourceForbiddenError, match=r"named\.example is a public name, .* as 192\.168\.1\.1, which"):
            await client.get("https://named.example/page")
    assert inner.opened == []


async def test_every_request_is_looked_up_and_checked_anew() -> None:
    names, inner = Names(other=[PUBLIC]), Recorders()
    async with httpx.AsyncClient(transport=GuardedTransport(NAMED, resolve=names, open_inner=inner)) as client:
        await client.get("https://other.example/")
        names.addresses["other"] = ["127.0.0.1"]
        with pytest.raises(SourceForbiddenError):
            await client.get("https://other.example/")
    assert names.asked == [("other.example", 443)] * 2


async def test_the_other_family_is_tried_where_one_cannot_be_reached() -> None:
    inner = Recorders(dead=("2606:4700::1",))
    names = Names(other=["2606:4700::1", "2606:4700::2", PUBLIC])
    async with httpx.AsyncClient(transport=GuardedTransport(NAMED, resolve=names, open_inner=inner)) as client:
        await client.get("https://other.example/")
    assert [request.url.host for request in inner.opened[0].requests] == ["2606:4700::1", PUBLIC]


@pytest.mark.parametrize("addresses", [[PUBLIC], ["2606:4700::1", PUBLIC], [PUBLIC, "2606:4700::1"]])
async def test_what_cannot_be_reached_at_all_is_tried_once_for_each_family(addresses: list[str]) -> None:
    inner = Recorders(dead=(*addresses,))
    transport = GuardedTransport(NAMED, resolve=Names(other=addresses), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(httpx.ConnectTimeout):
            await client.get("https://other.example/")
    assert [request.url.host for request in inner.opened[0].requests] == addresses


@pytest.mark.parametrize("host", ["unknown.example", "empty.example"])
async def test_a_name_without_an_address_is_told(host: str) -> None:
    transport = GuardedTransport(NAMED, resolve=Names(empty=[]), open_inner=Recorders())
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(UnknownHostError):
            await client.get(f"https://{host}/")


async def test_ever_new_origins_do_not_fill_the_memory() -> None:
    inner = Recorders()
    transport = GuardedTransport(NAMED, resolve=Names(named=[PUBLIC]), open_inner=inner)
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get("https://named.example/")
        for port in range(1000, 1040):
            await client.get(f"https://named.example:{port}/")
        assert sum(not each.is_closed for each in inner.opened) == 8
        assert not inner.opened[0].is_closed


async def test_a_name_is_connected_to_where_it_was_looked_up() -> None:
    async with playing() as server:
        url = httpx.URL(f"http://named.internal:{server.port}/page")
        transport = GuardedTransport(origin_of(url), resolve=Names(named=["127.0.0.1"]))
        async with httpx.AsyncClient(transport=transport) as client:
            assert (await client.get(url)).content == PAGE
        assert server.calls[0].header("Host") == f"named.internal:{server.port}".encode()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A fresh certificate for named.internal that nobody has signed, with its key in the same file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there to make a certificate")
    file = tmp_path / "named.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=named.internal"]
    name = ["-addext", "subjectAltName=DNS:named.internal"]
    subprocess.run([*request, *name, "-keyout", file, "-out", tmp_path / "c.pem"], check=True, capture_output=True)
    file.write_text(file.read_text() + (tmp_path / "c.pem").read_text())
    return file


@pytest.mark.parametrize(("host", "is_right"), [("named.internal", True), ("wrong.internal", False)])
async def test_the_certificate_is_checked_for_the_name_not_the_address(
    certificate: Path, host: str, is_right: bool
) -> None:
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(certificate)

    def open_inner(_scheme: str) -> httpx.AsyncBaseTransport:
        return httpx.AsyncHTTPTransport(verify=ssl.create_default_context(cafile=str(certificate)))

    async with playing(identity) as server:
        url = httpx.URL(f"https://{host}:{server.port}/page")
        names = Names(named=["127.0.0.1"], wrong=["127.0.0.1"])
        transport = GuardedTransport(origin_of(url), resolve=names, open_inner=open_inner)
        async with httpx.AsyncClient(transport=transport) as client:
            if is_right:
                assert (await client.get(url)).content == PAGE
            else:
                with pytest.raises(httpx.ConnectError, match="mismatch"):
                    await client.get(url)


async def test_https_trusts_those_whom_the_usual_authorities_vouch_for(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certifi.where", lambda: str(certificate))
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(certificate)
    async with playing(identity) as server:
        url = httpx.URL(f"https://named.internal:{server.port}/page")
        transport = GuardedTransport(origin_of(url), resolve=Names(named=["127.0.0.1"]))
        async with httpx.AsyncClient(transport=transport) as client:
            assert (await client.get(url)).content == PAGE


async def test_a_certificate_that_nobody_signed_is_told_and_not_tried_again(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # which the settings did not let in
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(certificate)
    async with playing(identity) as server:
        names = Names(named=["127.0.0.1"])
        address = SourceSettings(address=f"https://named.internal:{server.port}/page", ignore_robots=True)
        source = WebSource(address, FakeClock(), Settings(), resolve=names)
        with pytest.raises(SourceUnreachableError, match="certificate that cannot be trusted"):
            await source.fetch()
        await source.close()
    assert len(names.asked) == 1
