"""Tables in the text of an article."""

import pytest

from parsing import parse_snapshot
from parsing.lines import split_page
from parsing.tables import is_row, is_rule, read_table

RULED = """\
========================
FRUIT SOLD AT THE GATE
------------------------
Fruit       Mon     Tue
------------------------
Apples      120     131
Pears        80      75
========================"""
MARKDOWN = """\
| Boat  | Seats | Crew |
|-------|------:|-----:|
| Heron | 40    | 3    |"""
GRID = """\
+-------+-------+
| Boat  | Seats |
+-------+-------+
| Heron | 40    |
+-------+-------+"""
BOX = """\
┌───────┬───────┐
│ Boat  │ Seats │
├───────┼───────┤
│ Heron │ 40    │
└───────┴───────┘"""
COLUMNS = """\
Walk            Miles   Hours
The river         4.5     2.0
Over the hill     7.0     3.5"""
INDENTED = """\
                Miles   Hours    Days
The river         4.5     2.0       1
Over the hill     7.0     3.5       2"""
UNDERLINED = """\
Walk        Miles   Hours
----------  -----  -----
The river     4.5     2.0
Hill          7.0     3.5"""
TABBED = "Walk\tMiles\tHours\nRiver\t4.5\t2.0\nHill\t7.0\t3.5"
URDU = """\
====================
پھل       پیر    منگل
--------------------
سیب       ۱۲۰    ۱۳۱
===================="""
KINDS = {
    "ruled": RULED, "markdown": MARKDOWN, "grid": GRID, "box": BOX, "columns": COLUMNS, "underlined": UNDERLINED,
    "indented": INDENTED, "Urdu": URDU,
}  # fmt: skip
BEFORE = "The bakers of the lower village have shared a single oven since the frost, and all of them like it."
AFTER = "Nobody could say on Friday evening who had left the gate open, and few people seemed to mind that."


@pytest.mark.parametrize("table", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"], ids=["no blank line", "one", "three"])
def test_a_table_of_any_kind_comes_out_as_it_stands_between_its_paragraphs(table: str, gap: str) -> None:
    article = parse_snapshot(gap.join([BEFORE, table, AFTER])).article
    assert article is not None
    assert article.paragraphs == (BEFORE, AFTER)
    assert article.tables == (table,)
    assert article.related == ()


def test_columns_that_tabs_part_are_a_table_too() -> None:
    article = parse_snapshot(f"{BEFORE}\n\n{TABBED}\n\n{AFTER}").article
    assert article is not None
    assert article.tables == (TABBED.replace("\t", "  "),)
    assert article.paragraphs == (BEFORE, AFTER)


def test_a_table_may_have_blank_lines_in_it() -> None:
    table = RULED.replace("Pears", "\nPears")
    article = parse_snapshot(f"{BEFORE}\n\n{table}\n\n{AFTER}").article
    assert article is not None
    assert article.tables == (table,)


def test_two_tables_with_a_blank_line_between_their_rules_are_two() -> None:
    article = parse_snapshot(f"{BEFORE}\n\n{RULED}\n\n{RULED}\n\n{AFTER}").article
    assert article is not None
    assert article.tables == (RULED, RULED)


def test_a_table_at_the_end_of_a_page_that_breaks_off_is_kept() -> None:
    table = RULED.rpartition("\n")[0]
    article = parse_snapshot(f"{BEFORE}\n\n{table}").article
    assert article is not None
    assert article.paragraphs == (BEFORE,)
    assert article.tables == (table,)


def test_a_rule_alone_parts_the_text_and_says_nothing() -> None:
    lines = [line for line in split_page(f"=====\n\n{AFTER}") if line.text]
    assert read_table(lines, 0) == (1, None)
    assert read_table(lines, 1) == (1, None)


def test_a_row_alone_is_no_table_at_the_end_of_the_page_either() -> None:
    assert read_table(split_page("River  4.5  2.0"), 0) == (0, None)


def test_a_paragraph_between_two_rules_is_no_table() -> None:
    assert read_table(split_page(f"=====\n{AFTER}\n====="), 0) == (1, None)


@pytest.mark.parametrize("last", ["Both         11.5", "Both         11.5\n-----"])
def test_a_row_with_fewer_columns_right_under_a_row_is_one_of_its_table(last: str) -> None:
    lines = split_page(f"{COLUMNS}\n{last}\n{AFTER}")
    assert read_table(lines, 0) == (len(lines) - 1, f"{COLUMNS}\n{last}")


def test_a_heading_with_space_around_it_ends_a_table() -> None:
    lines = [line for line in split_page(f"{COLUMNS}\n\nBoats\n\n{COLUMNS}") if line.text]
    assert read_table(lines, 0) == (3, COLUMNS)
    assert read_table(lines, 3) == (3, None)
    assert read_table(lines, 4) == (7, COLUMNS)


@pytest.mark.parametrize("text", ["=====", "  -----  ", "+---+---+", "|----|---:|", "─────", "-----  -----"])
def test_a_drawn_line_is_a_rule(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["", "====", "|||||||", "     ", "-- A --", "2020-2021", "==== A ===="])
def test_a_line_that_says_something_or_hardly_anything_is_no_rule(text: str) -> None:
    assert not is_rule(text)


@pytest.mark.parametrize("text", ["a  b  c", "| a | b |", "Gold  215,000  -", "│ a │ b │ c │"])
def test_three_columns_make_a_row(text: str) -> None:
    assert is_row(text)


@pytest.mark.parametrize("text", ["a b c", "a  b", "a | b", "He left.  She stayed.  They met."])
def test_fewer_columns_or_sentences_make_none(text: str) -> None:
    assert not is_row(text)


def test_a_long_sentence_that_was_typed_with_wide_gaps_is_no_row() -> None:
    assert not is_row(BEFORE.replace(" of the", "  of the").replace(" have", "  have").replace(", and", ",  and"))
