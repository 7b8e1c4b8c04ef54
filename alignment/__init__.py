"""Alignment: product and operations own customer journeys together."""
