"""Bodies and answers of general. Written by `make clients`: do not edit."""
