"""Bodies and answers of operators. Written by `make clients`: do not edit."""
