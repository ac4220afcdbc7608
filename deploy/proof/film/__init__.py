"""Films in a real browser, many times over: poor networks, and people who cheat."""
