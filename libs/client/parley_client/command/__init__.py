"""Command `parley`: a Parley from the terminal, a sandbox of this folder or any other by its address."""
