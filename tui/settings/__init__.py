"""The user's settings and the file that they stand in."""
