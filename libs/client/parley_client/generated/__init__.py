"""What is generated from the description of the API by `make clients`: do not edit."""
