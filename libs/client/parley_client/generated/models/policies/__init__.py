"""Bodies and answers of policies. Written by `make clients`: do not edit."""
