"""Commands and their keys: as values, as the user wants them, and as Textual binds them."""
