"""The format of calendars: written for other programs, and read from them."""
