"""Bodies and answers of shared. Written by `make clients`: do not edit."""
