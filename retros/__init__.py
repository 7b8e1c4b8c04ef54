"""Retros on how the two sides work together."""
