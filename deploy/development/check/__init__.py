"""Static checks of the repository itself."""
