"""Bodies and answers of mediations. Written by `make clients`: do not edit."""
