"""The body of an article in HTML, as blocks."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.page_body import Block, Kind, mark_comments, outermost, read_between, read_blocks


def node_of(html: str, selector: str = "body") -> LexborNode:
    """Return the first node that the selector finds."""
    node = LexborHTMLParser(html).css_first(selector)
    assert node is not None
    return node


def blocks_of(html: str) -> list[tuple[str, str]]:
    """Return the blocks by the names of their kinds."""
    return [(block.kind.name.lower(), block.text) for block in read_blocks(node_of(f"<body>{html}"))]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>a <b>b</b><i>c</i></p>", [("paragraph", "a bc")]),
        ("a <b>b</b><p>c</p>d", [("paragraph", "a b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("<div>a<div>b</div>c</div>d", [("paragraph", text) for text in "abcd"]),
        ("<span>a<br>b</span>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<font><span><p>a</p><p>b</p></span></font>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<p>a\nb<br>c</p>", [("paragraph", "a b"), ("paragraph", "c")]),
        ("<h2>a</h2><h1>b</h1>", [("heading", "a"), ("heading", "b")]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", [("bullet", "a b"), ("bullet", "c")]),
        ("<p><a>a</a></p><p><b><a>a</a></b></p>", [("related", "a"), ("related", "a")]),
        ("<div><em><a>a\n b</a></em> </div>", [("related", "a b")]),
        ("<p><a>a</a> b</p><div>b <a>a</a></div>", [("paragraph", "a b"), ("paragraph", "b a")]),
        ("<a><h3>a</h3><p>b</p></a>", [("heading", "a"), ("paragraph", "b")]),
        ("<pre>a\n  b\r\n</pre>", [("preformatted", "a\n  b\n")]),
        ("<table><tr><th>a<th>b<tr><td>cc<td>1.5</table>", [("table", "a     b\ncc  1.5")]),
        ("<ul><li>a<b>b</b><li><a>c</a>d</ul>", [("bullet", "ab"), ("bullet", "cd")]),
        ("<table><thead><tr><td>a<tbody><tr><td>b<tfoot><tr><td>c</table>", [("table", "a\nb\nc")]),
        ("<table></table><p></p><ul><li></ul>", []),
        ("<table><tr><td>a<tr><td>b<td>c</table>", [("table", "a\nb  c")]),
        ("<!-- a --><figure>b</figure><nav>c</nav><script>d</script><aside>e</aside>", []),
        ("<div id='comments'><p>a</p></div><section class='x Comments-area'>b</section>", []),
        ("<ul class='social-links'><li>a</ul><div class='share__buttons'>b</div>", []),
        ("<dl><dt>a</dt><dd>b</dd></dl><hr>c", [("paragraph", text) for text in "abc"]),
        ("<p><a>a</a></p><p>b<br>c</p>", [("related", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<table><tr><td>a<td><td>b</table>", [("table", "a    b")]),
        ("<table><tr><td>aa<td>b<tr><td>c<tr><td><td>d</table>", [("table", "aa  b\nc\n    d")]),
        ("<p>a&#27;[31m&#x202e;b&nbsp; c</p>", [("paragraph", "ab c")]),
    ],
)
def test_each_piece_of_the_body_is_one_block(html: str, blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(html) == blocks


def test_each_block_has_its_own_links_and_the_first_line_those_of_all() -> None:
    html = (
        "<p>a <a href='/1'>b\n c</a></p>d <a href='/2'>e</a><i><a>f</a></i>"
        "<p><a href='/3'>g</a><br><a href='/4'>h</a></p><table><tr><td><a href='/5'>i</a></table><p>j</p>"
        "<pre>k&#13;<a href='/6'><b>l</b></a></pre>m <a href='/7'><b>n</b></a>"
    )
    blocks = read_blocks(node_of(f"<body>{html}"))
    assert [(block.text, [tuple(anchor) for anchor in block.anchors]) for block in blocks] == [
        ("a b c", [("b c", "/1")]),
        ("d ef", [("e", "/2"), ("f", "")]),
        ("g", [("g", "/3"), ("h", "/4")]),
        ("h", []),
        ("i", [("i", "/5")]),
        ("j", []),
        ("kl", [("l", "/6")]),
        ("m n", [("n", "/7")]),
    ]


def test_what_stands_between_heading_and_story_is_found_at_any_depth() -> None:
    tree = LexborHTMLParser(
        "<div><header><h1>a</h1><i>b</i></header><ul><li>c</ul></div><p>d</p><main>e</main><p>f</p>"
    )
    heading, story = tree.css_first("h1"), tree.css_first("main")
    assert heading is not None
    assert story is not None
    texts = [block.text for block in read_between(heading, story)]
    assert texts == ["b", "c", "d"]
    assert read_between(story, heading) == []


def test_between_heading_and_story_each_line_is_a_block_and_what_is_no_text_is_passed_over() -> None:
    tree = LexborHTMLParser("<h1>a</h1><p>b<br>c</p><nav>d</nav><div class='share'>e</div><main>f</main>")
    heading, story = tree.css_first("h1"), tree.css_first("main")
    assert heading is not None
    assert story is not None
    assert [block.text for block in read_between(heading, story)] == ["b", "c"]


def test_what_holds_the_story_is_not_read_as_standing_above_it() -> None:
    tree = LexborHTMLParser("<header><h1>a</h1><p>b</p></header><div><main>c</main></div>")
    heading, story = tree.css_first("h1"), tree.css_first("main")
    assert heading is not None
    assert story is not None
    assert [block.text for block in read_between(heading, story)] == ["b"]


def test_a_heading_inside_the_story_has_nothing_between() -> None:
    story = node_of("<main><h1>a</h1><p>b</p></main>", "main")
    heading = story.css_first("h1")
    assert heading is not None
    assert read_between(heading, story) == []


def test_deep_nesting_is_read_without_recursion() -> None:
    html = "<div><span>" * 9000 + "a"
    assert list(read_blocks(node_of(html))) == [Block(Kind.PARAGRAPH, "a")]


@pytest.mark.timeout(5)
def test_a_ragged_table_takes_time_in_proportion_to_its_cells() -> None:
    text = blocks_of(f"<table>{'<tr><td>a' * 30_000}<tr>{'<td>b' * 30_000}</table>")[0][1]
    assert text.count("a") == text.count("b") == 30_000


def test_one_wide_cell_does_not_widen_every_row() -> None:
    text = blocks_of(f"<table><tr><td>{'x' * 10_000}{'<tr><td>a<td>b' * 1000}</table>")[0][1]
    assert len(text) < 20_000
    widest = blocks_of(f"<table><tr><td>{'x' * 120}<td>a<tr><td>b<td>c</table>")[0][1]
    assert widest == f"{'x' * 120}  a\nb{' ' * 119}  c"


def test_the_rows_of_a_table_in_a_cell_are_that_cells_text() -> None:
    assert blocks_of("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>") == [("table", "a b c  d")]


@pytest.mark.parametrize(
    "page",
    [
        "<html class='comments-open'><body><p>a</p>",
        "<html><body class='comments-open'><p>a</p>",
        "<html><body><div class='comments-open'><header><h1>a</h1></header><p>b</p></div>",
        "<html><body><div class='comments-open'><div class='story__content'>a</div></div>",
    ],
)
def test_what_holds_the_page_or_its_story_is_no_area_of_comments(page: str) -> None:
    assert not mark_comments(LexborHTMLParser(f"<!doctype html>{page}"), "|")


def test_an_area_of_comments_is_marked_once_before_and_after_all_that_is_in_it() -> None:
    tree = LexborHTMLParser("<h1>a</h1><div class='comments'>b<p id='comments-1'>c</p></div>d")
    assert mark_comments(tree, "|")
    assert node_of(tree.html or "").text(deep=True) == "a|bc|d"


def test_of_two_nodes_the_one_inside_the_other_is_left_out() -> None:
    tree = LexborHTMLParser("<div id='a'><p><div id='b'></div></div>")
    assert [node.id for node in outermost(tree.css("div"), "div")] == ["a"]
