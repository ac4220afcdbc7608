"""Values every domain may use, and the seams to time, ids, randomness and the operating system."""
