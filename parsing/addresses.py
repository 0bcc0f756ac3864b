"""Which addresses of the web count."""

import re
from typing import Final

from parsing.clean import clean_line

LONGEST_ADDRESS: Final = 2000
"""Characters of an address that is read; a longer one is none."""

# "https://www.brecorder.com/news/40303907/a-title": absolute, without a name and password
ABSOLUTE: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)


def web_address(value: object) -> str | None:
    """Return an absolute http(s) address, cleaned; None for all else."""
    text = clean_line(value) if isinstance(value, str) and len(value) <= LONGEST_ADDRESS else ""
    return text if ABSOLUTE.fullmatch(text) else None
