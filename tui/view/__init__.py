"""How the user looks at the market, and how that is remembered."""
