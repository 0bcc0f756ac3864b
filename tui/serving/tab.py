"""The process of one tab: the monitor, with a browser for its terminal. It is run by `tui.serving.sessions` only."""

import gc
import os
import sys


def main() -> int:
    """Run the monitor until its tab is closed or the user quits, and return the exit status."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # as on the command line, which says why
    gc.disable()
    from tui.clock import SystemClock
    from tui.command_line.monitor import open_monitor
    from tui.serving.handing import take_over

    file, data = take_over()
    return open_monitor(file, SystemClock(), data, is_in_browser=True)


if __name__ == "__main__":
    sys.exit(main())
