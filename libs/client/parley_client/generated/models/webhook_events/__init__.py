"""Bodies and answers of webhook events. Written by `make clients`: do not edit."""
