"""Bodies and answers of common. Written by `make clients`: do not edit."""
