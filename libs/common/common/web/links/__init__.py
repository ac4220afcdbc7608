"""Links: addresses that stand alone for a few minutes, in the name of whoever asked for them."""
