"""Opens the sources and refreshes them."""
