"""One widget a module. Each takes the market state from its screen and sends messages up; none fetches anything."""
