"""tapewatch: a terminal market monitor for the Pakistan Stock Exchange."""

__version__ = "0.1.0"
