"""Bodies and answers of disputes. Written by `make clients`: do not edit."""
