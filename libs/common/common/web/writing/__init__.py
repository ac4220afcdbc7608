"""What people write: which texts are taken, in every field of every service."""
