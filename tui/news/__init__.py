"""Every article once, which symbols each one names, and how they are searched and listed."""
