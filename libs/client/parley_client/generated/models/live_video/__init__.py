"""Bodies and answers of live video. Written by `make clients`: do not edit."""
