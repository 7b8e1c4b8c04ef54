"""Journeys, their steps, their two owners, and the releases that change them."""
