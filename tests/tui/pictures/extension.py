"""How a picture is kept and compared: one SVG file each, as text."""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

RENEW = "If that is as it should be, renew all with: pytest tests/tui/pictures --snapshot-update"
_SHOWN = 24


class PictureExtension(SingleFileSnapshotExtension):
    """Keeps each picture as an SVG file, and shows the first of the lines that differ."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def diff_lines(self, serialized_data: str | bytes, snapshot_data: str | bytes) -> Iterator[str]:
        """Yield the lines that differ, and what to do about it."""
        before, now = str(snapshot_data).splitlines(), str(serialized_data).splitlines()
        lines = list(unified_diff(before, now, "kept", "drawn", lineterm="", n=0))
        yield from islice(lines, _SHOWN)
        if len(lines) > _SHOWN:
            yield f"… and {len(lines) - _SHOWN} lines more"
        yield RENEW
