"""What is asked without a token: tokens themselves, and whom to tell of a weakness."""
