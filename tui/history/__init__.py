"""What tapewatch remembers: one SQLite file in the user's data folder, written by one thread of each tapewatch."""
