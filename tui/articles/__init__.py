"""Articles as files, as records, as text, and in the browser."""
