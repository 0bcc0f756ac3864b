"""What is known of each symbol: its newest quote, its day, its past, its names, and what is held of it."""
