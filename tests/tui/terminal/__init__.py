"""What reaches a real terminal, byte by byte, and how it is left behind."""
