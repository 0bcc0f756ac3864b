"""What is drawn arrives whole, also where somebody who shares the terminal has made it not wait."""

import os
from threading import Thread

from tui.terminal_driver import _Outlet

DRAWN = "▲ 136.50 " * 30_000


def test_a_terminal_that_does_not_wait_gets_every_byte() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with os.fdopen(writer, "w", encoding="utf-8") as file:
        drawing = Thread(target=_Outlet(file).write, args=(DRAWN,), daemon=True)
        drawing.start()
        written = b""
        while len(written) < len(DRAWN.encode()):
            written += os.read(reader, 4_096)
        drawing.join()
    os.close(reader)
    assert written.decode() == DRAWN
