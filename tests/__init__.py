"""The tests of tapewatch; they mirror its packages."""
