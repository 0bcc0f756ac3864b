"""What around a symbol tells that it is one, and what tells that its letters stand for something else."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final


class LazyPattern:
    """A regular expression that is compiled when it is first looked for.

    All of them together take longer than anything else that is imported before the first picture.
    """

    def __init__(self, form: str) -> None:
        """Take the expression as it is written."""
        self._form = form

    @cached_property
    def form(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self._form)


# (POWER), [POWER], (PSX: POWER), (POWER, PACE)
BRACKET_BEFORE: Final = LazyPattern(r"[(\[]\s*(?:PSX\s*:\s*)?(?:[A-Z0-9]+(?:\s*[,;/&]\s*|\s+and\s+))*$")
BRACKET_AFTER: Final = LazyPattern(r"(?:(?:\s*[,;/&]\s*|\s+and\s+)[A-Z0-9]+)*\s*[)\]]")

# PSX: POWER; ticker POWER; $POWER
TICKER_BEFORE: Final = LazyPattern(r"(?:\b(?:PSX|KSE)\s*:\s*|\b(?i:symbols?|tickers?|scrip code)\s*:?\s*[\"“'‘]?|\$)$")

# POWER 6.72; POWER (+2.3%); POWER: Rs 6.72; POWER ▲ 0.12; POWER (Rs6.72)
FIGURE_AFTER: Final = LazyPattern(
    r"\s*[:–-]?\s*\(?\s*(?:(?:Rs\.?|PKR|[+▲▼−-])\s*\d|[\d,]{1,12}(?:\.\d|\s*(?:%|pc\b|per\s?cent\b)))"
)

_SHARE: Final = "shares?|stocks?|scrips?|share price|stock price|share value"
_MOVED: Final = (
    "advanced|bounced|climbed|closed|closes|crashed|declined|dipped|dropped|dropping|eased|edged|ended|ends|"
    "falling|falls|fell|finished|gained|gaining|gains|inched|jumped|jumps|leapt|locked|losing|loses|lost|"
    "outperformed|plunged|posted|rallied|rallies|rebounded|recovered|retreated|rises|rising|rose|sank|settled|shed|"
    "sheds|sinks|slid|slides|slipped|slips|slumped|soared|soars|surged|surges|traded|trades|trading|tumbled|"
    "underperformed"
)
_ACTED: Final = (
    "acquired|acquires|adds|announced|announces|appointed|appoints|approved|approves|bagged|bags|commissioned|"
    "commissions|completed|completes|declared|declares|denied|denies|disclosed|discloses|earned|earns|elected|elects|"
    "expects|eyes|filed|files|gets|hired|hires|informed|inked|inks|intends|introduced|introduces|invested|invests|"
    "issued|launched|launches|notified|notifies|obtained|opened|opens|paid|partnered|pays|planned|plans|posts|"
    "proposed|proposes|recommended|recommends|reported|reports|said|says|secured|secures|seeks|signed|signs|sold|"
    "told|unveiled|unveils|wins|won"
)
_OWNED: Final = (
    "board|branch|branches|CEO|chairman|chief executive|directors|dividend|earnings|EPS|gross margins?|half-year|"
    "payout|president|profits?|profitability|quarterly|result|results|rights issue|shareholders|"
    "spokesman|spokesperson|spokeswoman|subsidiary|valuations?"
)
_LED: Final = (
    r"(?:led|topped|remained|was) the (?:volume|most active|most traded|top|biggest|gainers|losers)"
    r"|the (?:volume|most active|top|biggest)|hit (?:its|the|their) (?:upper|lower)"
)
_MEANT: Final = "to (?:acquire|buy|close|expand|invest|issue|launch|open|pay|raise|sell|set up|start)"
_TURNOVER: Final = r"with (?:a |heavy |thin )?(?:turnover|volumes?)\b"

# POWER closed; POWER's shares; POWER, which rose; POWER was up 2%; POWER (up 2%), POWER with 45 million;
# POWER opens a plant; POWER’s board; POWER, with volumes of; POWER to issue
SAID_AFTER: Final = LazyPattern(
    r"(?:['’]s)?,?\s+(?:too,? |which |that |also |again |has |have |had |was |were |is |will |would )*"
    rf"(?:{_MOVED}|(?i:{_ACTED}|{_OWNED})|{_SHARE}|{_LED}|{_MEANT}|{_TURNOVER})\b"
    r"|\s+\(?(?:was |were |is )?(?:added|at|by|down|up|with)\s+(?:Rs\.?\s*|PKR\s*)?\d"
)
# shares of POWER; a stake in POWER; volumes were led by POWER; trading returned to POWER; the board of POWER
SAID_BEFORE: Final = LazyPattern(
    rf"\b(?i:(?:{_SHARE}|stake|holding|holders?|position|trading|volumes?|turnover|sellers|buyers|interest)\s+(?:of|in)"
    r"|(?:trading|turnover|volumes?|interest|buying|selling|activity)(?: was| were| is)?\s+(?:[a-z]+\s+)?(?:to|in|for)"
    r"|(?:board|branch|branches|dividend|directors|earnings|profits?|results|shareholders|valuation)\s+(?:of|at|for|from)"
    r"|(?:CEO|chairman|chief executive|president|spokes(?:man|person|woman))\s+(?:of|at|for)"
    r"|(?:filing|notice|disclosure)\s+(?:by|from|of)"
    r"|(?:volumes?|chart|leaders?|gainers|losers|board)\s+(?:was|were|is)?\s*(?:led|topped)\s+by"
    r"|(?:gainers|losers|leaders|scrips)\s+(?:was|were|included|include))\s+$"
)

# KEL, POWER and PACE; KEL (4.57), POWER; POWER/PACE; KEL, EFERT and POWER, where nothing is known of EFERT
_COMMA: Final = r"(?:\s*[,;/&]\s*(?:and\s+)?|\s+(?:and|or)\s+)"
BETWEEN_LISTED: Final = LazyPattern(rf"(?:\s*\([^()]{{0,40}}\))?{_COMMA}(?:[A-Z]{{2,8}}{_COMMA}){{0,3}}")

LINKS: Final = ("at", "by", "for", "from", "in", "include", "included", "is", "of", "to", "was", "were")
"""What any of that ends with, to be asked first."""

# POWER's; POWER’s
OWNER: Final = LazyPattern(r"['’]s\b")

# the POWER
WITH_ARTICLE: Final = LazyPattern(r"\b(?i:an?|the)\s+$")

TOPICS: Final[Mapping[str, LazyPattern]] = {"Maple Leaf": LazyPattern(r"(?i:\b(?:cement|clinker|kiln)\b)")}
"""What a paragraph is about where a name that others have, too, is the company's."""

OTHERWISE: Final[Mapping[str, LazyPattern]] = {
    "AGL": LazyPattern(r"AGL Energy|(?i:Australia|Sydney|Melbourne)"),
    "AGP": LazyPattern(r"(?i:attorney|audit|bench\b|\bcourt\b|justice|\bparas?\b|public accounts)"),
    "ANL": LazyPattern(r"(?i:\bliner\b|\bvessel|\bcontainer ship)"),
    "ASC": LazyPattern(r"(?i:\barmy\b|\bcorps\b|troops|regiment)"),
    "BOK": LazyPattern(r"(?i:korea|seoul|\bwon\b)"),
    "BOP": LazyPattern(
        r"BOP (?i:account|crisis|data|gap|needs|numbers|outlook|position|pressures?|problems?|situation|support)\b"
        r"|(?i:\bdeficit|\bsurplus|current account|external (?:account|debt|financing|sector)|balance of payments"
        r"|\bpayments? (?:crisis|position|gap)|\bIMF\b|\bthe Fund\b|\bimport (?:bill|cover))"
    ),
    "DOL": LazyPattern(r"(?i:labou?r\b|jobless|Washington|payrolls)"),
    "FATIMA": LazyPattern(r"FATIMA (?:BHUTTO|JINNAH|SANA)"),
    "FFC": LazyPattern(r"(?i:flood|river|barrage|monsoon|Chenab|cusecs)|Indus\b(?! Motor| Dyeing)"),
    "FML": LazyPattern(r"(?i:medical|labour)"),
    "ISL": LazyPattern(r"(?i:football|\bleague\b|Mumbai|Kerala|\bgoals?\b)"),
    "LCI": LazyPattern(r"(?i:certificate|licen[cs]e)"),
    "LPL": LazyPattern(r"(?i:\bleague\b|Lanka|Kandy|Colombo|\bT20\b|wicket)"),
    "Maple Leaf": LazyPattern(
        r"\b(?i:an?|the)\s+Maple\s+Leaf(?!\s+(?:Group|[Cc]ompany))"
        r"|(?i:Canad|\bflags?\b|Ottawa|Toronto|Ontario|hockey|emblem|\bpin\b|syrup|embroider)"
    ),
    "MARI": LazyPattern(r"MARI (?i:field|gas field|indus|shrine)"),
    "NCL": LazyPattern(r"(?i:cruise|cricket|league)"),
    "NESTLE": LazyPattern(r"(?i:Vevey|Swiss|Zurich|Switzerland)"),
    "NPL": LazyPattern(r"(?i:\bloans?\b|NPL ratio|coverage|provision|infection|laboratory|Nepal)"),
    "NRL": LazyPattern(r"(?i:rugby|\bleague\b|Brisbane|Sydney)"),
    "PACE": LazyPattern(r"(?i:Council of Europe|parliamentary|Strasbourg)|\bPACE bowler"),
    "POL": LazyPattern(
        r"POL (?i:consumption|depots?|dealers?|imports?|levy|prices?|products?|pumps?|sales|stations?|stocks|tankers?)"
        r"|(?i:oil and lubricants|motor spirit|Poland)"
    ),
    "PPL": LazyPattern(r"(?i:\bleague\b|\bPremier\b)"),
    "PSO": LazyPattern(r"PSO to (?:the )?(?i:chief|prime|president|governor|minister|CM|PM|DG|IG)\b|(?:his|her) PSO\b"),
    "PTC": LazyPattern(r"(?i:police|recruit|cadet|constable|tobacco|cigarette)"),
    "PTL": LazyPattern(r"(?i:assembly|PTI\b|party)"),
    "SYS": LazyPattern(r"(?i:\bSYS file|\boperating system)"),
}
"""What is near a symbol or name where it is something else: the balance of payments, a commission on floods."""

TAILS: Final = frozenset(
    {"Loads Limited", "Loads Ltd", "Packages Limited", "Packages Ltd", "Systems Limited", "Systems Ltd"}
)
"""Names that are the end of longer ones, of other companies."""

# Heavy Systems Limited; not At Systems Limited, CEO Systems Limited
LONGER_NAME: Final = LazyPattern(
    r"\b(?!(?:A[ts]|And|But|By|CEO|Chairman|Chief|Director|For|From|I[nt]|Of|On|President|That|The|When|While|With) )"
    r"[A-Z][\w&]*[ \n]+$"
)

# https://x.com/HUBC, www.hubpower.com, hubc@example.com, @HUBC, psx.com.pk/HUBC, HUBC.pdf
_ADDRESS: Final = LazyPattern(r"://|^\W*www\.|\w@[A-Za-z]|^\W*@\w|[a-z]\.[a-z]{2,}/|\w\.[a-z]{2,4}\W*$")
_LONGEST_ADDRESS: Final = 200


def is_in_address(text: str, start: int) -> bool:
    """Whether the character at `start` stands in an address of the web, of mail or of a file."""
    before = text[max(0, start - _LONGEST_ADDRESS) : start + 1].rsplit(maxsplit=1)[-1]
    after = text[start + 1 : start + _LONGEST_ADDRESS]
    following = "" if not after or after[0].isspace() else after.split(maxsplit=1)[0]
    return _ADDRESS.form.search(before + following) is not None
