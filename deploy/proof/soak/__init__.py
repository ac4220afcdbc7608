"""Two hours of work with a fault a minute: nothing grows, nothing is lost."""
