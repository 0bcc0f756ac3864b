"""From models to what stands on the screen: pure functions of values and a width."""
