"""Contacts in, and the numbers made of them."""
