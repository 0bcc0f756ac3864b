"""Messages: what is published is read as it was, and whatever else stands in a stream does no harm."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from parsing import Article, Problem, Snapshot, parse_snapshot
from parsing.clean import clean, clean_line
from parsing.models import PAKISTAN, Link
from tests.builders import LIMITS, NOON, PAGES, page_of, quote
from tests.tui.stage import ARTICLE
from tui.market import MarketState, apply
from tui.refresh import Failed, Kind, Refreshed
from tui.relay.message import VERSION, MessageError, MessageReader, _hash, encode
from tui.render.status import status

SYMBOLS = ("HUBC", "BOP", "AIRLINK", "KSE100", "KSE30", "B.O-P&1")
texts = st.text(max_size=20).map(lambda text: clean(text).replace("\n", " "))
times = st.datetimes(timezones=st.sampled_from([UTC, PAKISTAN])).map(lambda time: time.replace(fold=0))
moments = st.none() | st.dates() | times
articles = st.builds(
    Article,
    title=st.none() | texts.filter(bool),
    standfirst=st.lists(texts, max_size=2).map(tuple),
    byline=st.none() | texts.filter(bool),
    published=moments.filter(lambda moment: moment is None or 1970 <= moment.year < 2200),
    paragraphs=st.lists(st.text(max_size=20).map(clean), max_size=3).map(tuple),
    tables=st.lists(st.text(max_size=20).map(clean), max_size=1).map(tuple),
    links=st.lists(st.builds(Link, text=texts, address=texts), max_size=1).map(tuple),
    is_excerpt=st.booleans(),
)


@st.composite
def pages(draw: st.DrawFn) -> Snapshot:
    """Draw what a page or a feed may say."""
    symbols = draw(st.lists(st.sampled_from(SYMBOLS), unique=True))
    quotes = [
        quote(symbol, str(Decimal(draw(st.integers(200, 10**9))) / 100), str(Decimal(draw(st.integers(-99, 99))) / 100))
        for symbol in symbols
    ]
    read = parse_snapshot(page_of(*quotes))
    problems = (Problem(line=3, code="quote-broken", message="It is torn.", excerpt=draw(texts.map(clean_line))),)
    changes = {
        "snapshot_date": draw(st.none() | st.dates()),
        "article": draw(st.none() | articles),
        "articles": tuple(draw(st.lists(articles, max_size=2))),
        "problems": draw(st.sampled_from([(), problems])),
    }
    return read.model_copy(update=changes)


def page_report(snapshot: Snapshot, **changes: Any) -> Refreshed:  # noqa: ANN401 - those of a report
    """Return the report of a refresh that brought the snapshot."""
    made = Refreshed("page.txt", Kind.LIVE, NOON, NOON - timedelta(seconds=3), snapshot, address="https://example.com/")
    return replace(made, **changes)


def told_as(report: Refreshed | Failed) -> bytes:
    """Return the report as a message of a publisher of that source alone."""
    return encode(report, [report.source])


def read(data: bytes) -> Refreshed | Failed:
    """Return what a reader makes of a message, that has read none before."""
    return MessageReader().read(data).report


def record_of(report: Refreshed | Failed, **changes: object) -> dict[str, Any]:
    """Return a message as JSON has it, with other fields, and a hash that fits them."""
    record: dict[str, Any] = {**json.loads(told_as(report)), **changes}
    if "hash" not in changes and isinstance(record.get("snapshot"), dict):
        record["hash"] = _hash(record["snapshot"])
    return record


def texts_of(value: object) -> Iterator[str]:
    """Yield all texts in a report."""
    match value:
        case str():
            yield value
        case BaseModel():
            for name in type(value).model_fields:
                yield from texts_of(getattr(value, name))
        case tuple():
            for element in value:
                yield from texts_of(element)


@given(pages())
def test_what_is_published_is_read_as_it_was(snapshot: Snapshot) -> None:
    found = read(told_as(page_report(snapshot)))
    assert isinstance(found, Refreshed)
    assert found.snapshot == snapshot
    # Decimals that are equal may have other digits
    assert repr(found.snapshot) == repr(snapshot)
    assert (found.source, found.at, found.as_of) == ("page.txt", NOON, NOON - timedelta(seconds=3))
    assert (found.kind, found.address) == (Kind.RELAY, "https://example.com/")


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_papers_own_pages_are_read_as_they_were(path: Path) -> None:
    snapshot = parse_snapshot(path.read_bytes())
    found = read(told_as(page_report(snapshot)))
    assert isinstance(found, Refreshed)
    assert repr(found.snapshot) == repr(snapshot)


def test_a_failure_is_read_as_it_was() -> None:
    until = NOON + timedelta(minutes=2)
    told = Failed("page.txt", Kind.LIVE, NOON, "The server is asleep.", until, is_cooling=True)
    assert read(told_as(told)) == replace(told, kind=Kind.RELAY)


@pytest.mark.parametrize(
    ("kind", "here"),
    [
        (Kind.LIVE, Kind.RELAY),
        (Kind.SAVED, Kind.RELAYED_PAGE),
        (Kind.REPLAY, Kind.RELAYED_REPLAY),
        (Kind.DEMO, Kind.RELAYED_DEMO),
    ],
)
def test_what_is_no_live_price_there_is_none_here(kind: Kind, here: Kind) -> None:
    found = read(told_as(page_report(parse_snapshot(page_of(quote())), kind=kind)))
    assert found.kind is here
    assert here.claims_now is kind.claims_now
    assert here.is_kin_of(kind)


def test_what_says_the_same_is_the_very_same_snapshot() -> None:
    reader, report = MessageReader(), page_report(parse_snapshot(page_of(quote())))
    first, again = reader.read(told_as(report)).report, reader.read(told_as(replace(report, as_of=NOON))).report
    other = reader.read(told_as(replace(report, snapshot=parse_snapshot(page_of(quote(price="137.00")))))).report
    assert isinstance(first, Refreshed)
    assert isinstance(again, Refreshed)
    assert isinstance(other, Refreshed)
    assert again.snapshot is first.snapshot
    assert again.as_of == NOON
    assert other.snapshot is not first.snapshot


HOSTILE = "\x1b]0;owned\x07A\x1b[31mB\u202eC\u200bD\x9b2JE"


def test_texts_are_cleaned_wherever_they_stand() -> None:
    article = {"title": HOSTILE, "paragraphs": [HOSTILE], "links": [{"text": HOSTILE, "address": HOSTILE}]}
    snapshot = {
        "quotes": [],
        "indices": [],
        "article": article,
        "articles": [article],
        "problems": [{"line": 1, "code": HOSTILE, "message": HOSTILE, "excerpt": HOSTILE}],
    }
    names = {"source": HOSTILE, "position": HOSTILE, "address": f"https://me:secret@example.com/{HOSTILE}"}
    found = read(json.dumps(record_of(page_report(Snapshot()), snapshot=snapshot, **names)).encode())
    assert isinstance(found, Refreshed)
    told = [found.source, found.position, found.address, *texts_of(found.snapshot)]
    assert len(told) >= 13
    assert all("ABCDE" in text for text in told)
    assert not any(set(text) & set("\x1b\x07\u202e\u200b\x9b\n") for text in told)
    assert "secret" not in found.address


def test_names_and_sentences_have_an_end() -> None:
    found = read(told_as(Failed("s" * 10_000, Kind.LIVE, NOON, "It sleeps. " * 10_000)))
    assert isinstance(found, Failed)
    assert (len(found.source), len(found.sentence)) == (300, 300)
    problem = Problem(line=1, code="c" * 10_000, message="m" * 10_000, excerpt="e" * 10_000)
    page = read(told_as(page_report(Snapshot(problems=(problem,)))))
    assert isinstance(page, Refreshed)
    assert max(map(len, texts_of(page.snapshot))) == 300
    record = record_of(page_report(Snapshot()), address=f"https://example.com/{'a' * 2_000}")
    with pytest.raises(MessageError):
        read(json.dumps(record).encode())


def test_a_title_has_one_line_and_a_paragraph_may_have_more() -> None:
    article = {"title": "One\nTwo", "paragraphs": ["One\nTwo"]}
    snapshot = {"quotes": [], "indices": [], "article": article}
    found = read(json.dumps(record_of(page_report(Snapshot()), snapshot=snapshot)).encode())
    assert isinstance(found, Refreshed)
    assert found.snapshot.article is not None
    assert (found.snapshot.article.title, found.snapshot.article.paragraphs) == ("One Two", ("One\nTwo",))


GOOD = {"symbol": "HUBC", "price": "136.50", "direction": "up", "change": "0.66", "percent": "0.49"}


@pytest.mark.parametrize(
    "changes",
    [
        {"price": "1E+1000000"},
        {"price": "NaN"},
        {"price": "Infinity"},
        {"price": "-5"},
        {"price": "١٣٦"},
        {"price": "9" * 5000},
        {"symbol": "hubc"},
        {"symbol": "HUBC 1.00 Increased By"},
        {"symbol": "HUBC\x1b[31m\n"},
        {"symbol": ""},
        {"direction": "down"},
        {"change": "-0.66"},
        {"percent": "a lot"},
    ],
    ids=str,
)
def test_a_quote_that_no_page_could_have_is_left_out_and_told_of(changes: dict[str, str]) -> None:
    quotes = [{**GOOD, **changes}, {**GOOD, "symbol": "BOP"}]
    found = read(json.dumps(record_of(page_report(Snapshot()), snapshot={"quotes": quotes, "indices": []})).encode())
    assert isinstance(found, Refreshed)
    symbols = [each.symbol for each in found.snapshot.quotes]
    assert symbols[-1] == "BOP"
    if len(symbols) == 1:
        assert [problem.code for problem in found.snapshot.problems] == ["relay-quotes"]
        assert "1 of the quotes" in found.snapshot.problems[0].message
    else:
        assert symbols == ["HUBC", "BOP"]
        assert changes == {"symbol": "HUBC\x1b[31m\n"}


def test_a_percentage_that_does_not_follow_is_kept_as_on_the_page() -> None:
    snapshot = parse_snapshot(page_of(quote(percent="9.99")))
    assert [problem.code for problem in snapshot.problems] == ["quote-percent"]
    found = read(told_as(page_report(snapshot)))
    assert isinstance(found, Refreshed)
    assert found.snapshot == snapshot


BROKEN: list[tuple[bytes, str]] = [
    (b"", "no JSON"),
    (b"\xff\xfe", "no JSON"),
    (b"{", "no JSON"),
    (b"[" * 100_000, "no JSON"),
    (b'{"version": NaN}', "no JSON"),
    (b"1" * 10_000, "no JSON"),
    (b"[]", "not made as"),
    (b"{}", "not made as"),
    (b'{"version": 1}', "not made as"),
    (b'{"version": 2}', "version 2"),
    (b'{"version": 99, "event": "page"}', "install a newer one"),
]


@pytest.mark.parametrize(("data", "reason"), BROKEN, ids=[str(number) for number in range(len(BROKEN))])
def test_what_is_no_message_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(MessageError, match=reason):
        read(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"hash": "0" * 64},
        {"sources": [f"source {number}" for number in range(65)]},
        {"snapshot": {"quotes": [], "indices": [], "article": {"published": "2024-05-17T12:00:00"}}},
        {"snapshot": {"quotes": [], "indices": [], "article": {"updated": "2024-05-17T12:00:00"}}},
        {"snapshot": {"quotes": [], "indices": [], "article": {"title": "t" * 10_001}}},
        {"snapshot": {"quotes": [], "indices": [], "article": {"standfirst": ["t" * 10_001]}}},
        {"snapshot": {"quotes": [], "indices": [], "x": [[]] * 100_001}},
        {"event": "gone"},
        {"kind": "guess"},
        {"as_of": "yesterday"},
        {"as_of": "2024-05-17T12:00:00"},
        {"as_of": "9999-12-31T23:59:59+00:00"},
        {"at": "0001-01-01T00:00:00+05:00"},
        {"source": None},
        {"snapshot": {}},
        {"snapshot": []},
        {"snapshot": {"quotes": "HUBC", "indices": []}},
        {"snapshot": {"quotes": [{}], "indices": []}},
        {"snapshot": {"quotes": [[GOOD]], "indices": []}},
        {"snapshot": {"quotes": [{**GOOD, "direction": "sideways"}], "indices": []}},
        {"snapshot": {"quotes": [], "indices": [], "article": {"published": "9999-12-31T23:59:59+00:00"}}},
        {"snapshot": {"quotes": [], "indices": [], "article": {"title": 5}}},
        {"snapshot": {"quotes": [], "indices": [], "problems": [{"line": "x"}]}},
        {"snapshot": {"quotes": [], "indices": [], "snapshot_date": "today"}},
    ],
    ids=lambda changes: str(changes)[:60],
)
def test_a_message_with_a_part_that_is_wrong_is_refused(changes: dict[str, Any]) -> None:
    report = page_report(parse_snapshot(page_of(quote())))
    assert read(json.dumps(record_of(report)).encode())
    with pytest.raises(MessageError):
        read(json.dumps(record_of(report, **changes)).encode())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.sampled_from([
        HOSTILE, "2024-05-17", "136.50", "up", "page", "failed", 1, VERSION,
    ]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["quotes", "indices", "article", "articles", "problems", "title", "paragraphs", "symbol", "x"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
parts = st.sampled_from(
    ["version", "event", "sources", "source", "kind", "at", "as_of", "hash", "snapshot", "sentence", "until"]
)


@given(st.dictionaries(parts, json_values, max_size=3), st.booleans())
def test_no_message_breaks_the_reader_or_brings_what_a_terminal_obeys(changes: dict[str, Any], is_page: bool) -> None:
    report = page_report(parse_snapshot(page_of(quote()))) if is_page else Failed("a", Kind.LIVE, NOON, "It sleeps.")
    data = json.dumps(record_of(report, **changes)).encode()
    try:
        found = read(data)
    except MessageError as error:
        told = [str(error)]
    else:
        parts_of = texts_of(found.snapshot) if isinstance(found, Refreshed) else [found.sentence]
        told = [found.source, *parts_of, str(shown(found))]
    assert all(clean(text) == text for text in told)


def shown(report: Refreshed | Failed) -> str:
    """Return what the status line says of it, beside what came before from another source."""
    state = apply(MarketState(), page_report(parse_snapshot(page_of(quote(), body=ARTICLE)), source="other.txt"))
    return status(apply(state, report), NOON, LIMITS, 200).line.plain


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(MessageError):
        read(data)


def test_a_flood_of_sources_is_not_remembered() -> None:
    reader, report = MessageReader(), page_report(parse_snapshot(page_of(quote())))
    for number in range(200):
        reader.read(told_as(replace(report, source=f"source {number}")))
    assert len(reader._last) <= 64


def test_a_message_is_the_json_that_the_documentation_tells_of() -> None:
    record = json.loads(told_as(page_report(parse_snapshot(page_of(quote("HUBC"), quote("KSE100", "75312", "381"))))))
    assert record.keys() == {
        "version", "event", "sources", "source", "kind", "at", "as_of", "position", "address", "hash", "snapshot"
    }  # fmt: skip
    assert (record["version"], record["event"], record["kind"]) == (1, "page", "live")
    assert record["snapshot"]["quotes"] == [GOOD]
    assert record["as_of"] == "2024-05-17T11:59:57Z"
    assert date.fromisoformat(record["at"][:10]) == NOON.date()
