"""Bodies and answers of escrows. Written by `make clients`: do not edit."""
