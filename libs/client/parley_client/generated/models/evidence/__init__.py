"""Bodies and answers of evidence. Written by `make clients`: do not edit."""
