"""A record of a command as JSON, for whatever its output can take."""

import json
from collections.abc import Mapping


def json_text(record: Mapping[str, object], encoding: str | None, *, is_compact: bool = False) -> str:
    """Return the record as one strict JSON object, a compact one on one line, without a line feed at its end.

    Where the `encoding` of the output is not UTF-8, all characters but those of ASCII are escaped.
    """
    is_utf8 = (encoding or "").lower().replace("-", "") == "utf8"
    if is_compact:
        return json.dumps(record, ensure_ascii=not is_utf8, allow_nan=False, separators=(",", ":"))
    return json.dumps(record, ensure_ascii=not is_utf8, allow_nan=False, indent=2)
