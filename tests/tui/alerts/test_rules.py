"""The rules of alerts: what can be written, what it means, and what is said of what cannot be read."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.alerts.rules import InNews, Level, Measure, Rule, RuleError, Stale, meaning, read_rule

SYMBOLS = st.from_regex(r"[A-Z0-9][A-Z0-9&.-]{0,15}", fullmatch=True)
FIGURES = st.decimals(-(10**9), 10**9, places=3)


def level(symbol: str, measure: Measure, sign: str, figure: Decimal) -> Level:
    """Return the rule; no price is below zero."""
    return Level(symbol, measure, sign, abs(figure) if measure is Measure.PRICE else figure)


RULES = st.one_of(
    st.builds(level, SYMBOLS, st.sampled_from(Measure), st.sampled_from([">", ">=", "<", "<="]), FIGURES),
    st.builds(InNews, SYMBOLS),
    st.builds(Stale, st.integers(1, 86_400).map(lambda seconds: timedelta(seconds=seconds))),
)


@given(RULES)
def test_what_is_written_of_a_rule_is_read_as_that_rule(rule: Rule) -> None:
    assert read_rule(str(rule)) == rule


@given(RULES)
def test_every_rule_has_a_meaning_in_words(rule: Rule) -> None:
    assert meaning(rule).startswith("when ")


@given(st.one_of(st.text(), st.text("AB9 <>=≥%.,-+smhNEWSTALEnewsstale", max_size=30)))
def test_any_text_is_a_rule_or_gets_a_sentence(text: str) -> None:
    try:
        rule = read_rule(text)
    except RuleError as error:
        sentence = str(error)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence) < 120
    else:
        assert read_rule(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("KSE100 > 76000", Level("KSE100", Measure.PRICE, ">", Decimal(76000))),
        ("kse100>76,000.50", Level("KSE100", Measure.PRICE, ">", Decimal("76000.50"))),
        ("KSE100 > 1,00,000", Level("KSE100", Measure.PRICE, ">", Decimal(100_000))),
        ("AIRLINK percent < -3", Level("AIRLINK", Measure.PERCENT, "<", Decimal(-3))),
        ("  airlink   <  -3% ", Level("AIRLINK", Measure.PERCENT, "<", Decimal(-3))),
        ("AIRLINK percent <= -3 %", Level("AIRLINK", Measure.PERCENT, "<=", Decimal(-3))),
        ("AIRLINK change >= +2", Level("AIRLINK", Measure.CHANGE, ">=", Decimal(2))),
        ("AIRLINK price ≤ .5", Level("AIRLINK", Measure.PRICE, "<=", Decimal("0.5"))),
        ("NEWS > 5", Level("NEWS", Measure.PRICE, ">", Decimal(5))),
        ("news hubc", InNews("HUBC")),
        ("stale 10m", Stale(timedelta(minutes=10))),
        ("Stale 90 S", Stale(timedelta(seconds=90))),
        ("stale 24h", Stale(timedelta(hours=24))),
    ],
)
def test_rules_are_read_whichever_their_case_and_spaces(text: str, rule: Rule) -> None:
    assert read_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a rule, such as KSE100 > 76000."),
        ("A" * 61, "That is too long for a rule, such as KSE100 > 76000."),
        ("> 5", "A rule begins with a symbol, as in KSE100 > 76000."),
        ("HUBC", "A sign and a figure are missing, as in HUBC > 100."),
        ("HUBC >", "A figure is missing, as in HUBC > 100."),
        ("HUBC > abc", "Write the figure as in HUBC > 1,234.50."),
        ("HUBC > 1,23", "Write the figure as in HUBC > 1,234.50."),
        ("HUBC > ٣", "Write the figure as in HUBC > 1,234.50."),
        ("HUBC volume > 5", "Write a symbol and price, change or percent before the sign, as in HUBC percent > 3."),
        ("HUBC < -3", "No price is below zero: write HUBC percent < -3, or HUBC change < -3."),
        ("HUBC change > 3%", "A change has no percent sign: write HUBC percent > 3, for example."),
        ("news", "News is about one symbol, as in news HUBC."),
        ("news of HUBC", "News is about one symbol, as in news HUBC."),
        ("stale", "Say for how long, in s, m or h, as in stale 10m."),
        ("stale 10", "Say for how long, in s, m or h, as in stale 10m."),
        ("stale 0m", "Prices can be watched for an age of 1s to 24h, as in stale 10m."),
        ("stale 25h", "Prices can be watched for an age of 1s to 24h, as in stale 10m."),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_with_an_example(text: str, sentence: str) -> None:
    with pytest.raises(RuleError) as raised:
        read_rule(text)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KSE100 > 76000", "when KSE100 is above 76,000"),
        ("AIRLINK < -3%", "when the change of AIRLINK is below -3%"),
        ("AIRLINK change >= 2", "when the change of AIRLINK is at or above 2"),
        ("news HUBC", "when a new headline names HUBC"),
        ("stale 600s", "when prices of a source are older than 10m of trading"),
    ],
)
def test_a_rule_says_in_words_what_it_waits_for(text: str, words: str) -> None:
    assert meaning(read_rule(text)) == words
