"""Reads market pages: text or bytes in, one frozen `Snapshot` out. Pure: no files, no network, no clock."""

from parsing.models import Article, Direction, Link, Problem, Quote, Snapshot
from parsing.snapshot import parse_snapshot

__all__ = ["Article", "Direction", "Link", "Problem", "Quote", "Snapshot", "parse_snapshot"]
