"""Articles to take along: nothing of their text is markup, file names are plain, and no other file is replaced."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from parsing import Article
from parsing.clean import clean
from parsing.models import PAKISTAN, Link
from tests.builders import NOON
from tui.articles.files import save
from tui.articles.markdown import escaped, fenced, file_name, markdown_of, plain_text
from tui.news.stories import Story
from tui.refresh import Kind

PARAGRAPH = ("paragraph_open", "inline", "paragraph_close")
PUBLISHED = datetime(2022, 12, 30, 14, 10, tzinfo=PAKISTAN)
ARTICLE = Article(
    title="Kites *rise*",
    standfirst=("First",),
    byline="BR Web Desk",
    published=PUBLISHED,
    updated=date(2022, 12, 31),
    dateline="LAHORE",
    paragraphs=("They rose.", "<b>They</b> fell."),
    tables=("a ``` b",),
    related=("Other",),
    links=(
        Link(text="here", address="/x y"),
        Link(text="trick", address="javascript:alert(1)"),
        Link(text="", address="/z"),
    ),
)


def story(article: Article, link: str = "https://x.example/a") -> Story:
    """Return a story of the article."""
    return Story("key", frozenset({"key"}), article, "page.txt", Kind.LIVE, NOON, link)


def test_an_article_as_plain_text() -> None:
    assert plain_text(story(ARTICLE)) == (
        "Kites *rise*\n\n• First\n\nBR Web Desk · 30 Dec 2022 14:10 PKT · updated 31 Dec 2022\n\n"
        "LAHORE: They rose.\n\n<b>They</b> fell.\n\na ``` b\n"
    )


def test_an_article_as_markdown() -> None:
    assert markdown_of(story(ARTICLE)).split("\n\n") == [
        r"# Kites \*rise\*",
        r"BR Web Desk · 30 Dec 2022 14:10 PKT · updated 31 Dec 2022",
        r"Source: [https://x.example/a](<https://x.example/a>)",
        "- First",
        "LAHORE: They rose.",
        r"\<b\>They\</b\> fell.",
        "````text\na ``` b\n````",
        "## Links",
        "- [here](<https://x.example/x%20y>)\n"
        "- trick javascript:alert(1)" + "\n"
        "- [https://x.example/z](<https://x.example/z>)",
        "## Related",
        "- Other\n",
    ]


def test_an_article_of_almost_nothing_is_markdown_too() -> None:
    assert markdown_of(story(Article(paragraphs=("They rose.",)), "")) == "# They rose.\n\nThey rose.\n"


def said(markdown: str) -> tuple[list[str], str]:
    """Return the kinds of what a reader of Markdown finds in it, besides one paragraph of text, and the text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = [token.type for token in (*tokens, *inner) if token.type not in {*PARAGRAPH, "text"}]
    return kinds, "".join(child.content for child in inner)


MARKS = "*_`[]()<>~|$#&!\\-+=1.): aA;\"'{}^@/%"


@given(st.text() | st.text(st.sampled_from(MARKS), max_size=40))
@example("1. first")
@example("- first")
@example("= 5")
@example("&lt;b&gt;")
@example("![x](javascript:alert(1))")
@example("# one #")
@example("a | b")
def test_no_mark_of_the_text_holds_and_each_comes_back(text: str) -> None:
    plain = " ".join(clean(text).split())
    told = escaped(clean(text))
    assert "\n" not in told
    assert said(told) == ([], plain)
    assert said(f"# {told}")[1] == plain


def test_plain_prose_is_left_as_it_is() -> None:
    prose = 'The board (of nine) met on Monday, 5.30pm: Rs2 a share, up 3.5% - no more; "so it is!"'
    assert escaped(prose) == prose


@given(st.text(st.sampled_from("`~ a\n"), max_size=60))
def test_a_fence_ends_only_where_its_table_does(table: str) -> None:
    lines = fenced(table).split("\n")
    fence = lines[-1]
    assert set(fence) == {"`"}
    assert fence not in "\n".join(lines[1:-1])
    assert "\n".join(lines[1:-1]) == table


@given(st.text(max_size=200), st.integers(1, 12_345))
def test_a_file_name_is_plain_and_not_too_long(title: str, number: int) -> None:
    name = file_name(story(Article(title=title, paragraphs=("x",), published=PUBLISHED)), number)
    assert re.fullmatch(r"2022-12-30-[a-z0-9]+(-[a-z0-9]+)*\.md", name)
    assert len(name) <= 80


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kites rise: 5% up!", "2022-12-30-kites-rise-5-up.md"),
        ("حصص بڑھ گئے", "2022-12-30-article.md"),
        ("Café ../../etc", "2022-12-30-cafe-etc.md"),
        ("", "2022-12-30-article.md"),
    ],
)
def test_a_file_is_named_after_the_day_and_the_title(title: str, name: str) -> None:
    assert file_name(story(Article(title=title, published=PUBLISHED))) == name


def test_without_a_date_the_day_counts_on_which_it_was_first_seen() -> None:
    assert file_name(story(Article(title="Kites"))) == "2024-05-17-kites.md"
    assert file_name(story(Article(title="Kites", published=date(2022, 1, 2)))) == "2022-01-02-kites.md"


def test_another_text_gets_a_number_and_the_same_text_no_file(tmp_path: Path) -> None:
    one, other = story(ARTICLE), story(ARTICLE.model_copy(update={"paragraphs": ("Other.",)}))
    folder = tmp_path / "a" / "b"
    saved = [save(each, folder) for each in (one, other, one, other)]
    assert [(each.path.name, each.is_new) for each in saved] == [
        ("2022-12-30-kites-rise.md", True),
        ("2022-12-30-kites-rise-2.md", True),
        ("2022-12-30-kites-rise.md", False),
        ("2022-12-30-kites-rise-2.md", False),
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["2022-12-30-kites-rise-2.md", "2022-12-30-kites-rise.md"]
    assert saved[0].path.read_text(encoding="utf-8") == markdown_of(one)


def test_what_is_no_file_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "2022-12-30-kites-rise.md").mkdir()
    assert save(story(ARTICLE), tmp_path).path.name == "2022-12-30-kites-rise-2.md"


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="exists"):
        save(story(ARTICLE), tmp_path / "file")
