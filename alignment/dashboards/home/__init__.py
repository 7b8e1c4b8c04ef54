"""Home: what is read for it, and how it is said."""
