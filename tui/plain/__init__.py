"""The monitor as lines: for screen readers, braille displays, logs, and terminals that cannot draw.

It prints sentences and nothing else, no escape sequence, box, arrow or colour, and never goes back on a line.
"""
