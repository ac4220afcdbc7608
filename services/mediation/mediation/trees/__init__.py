"""Decision trees as data: their format, and the editions that come with Parley."""
