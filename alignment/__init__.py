"""Alignment: product and operations own customer journeys together."""

from alignment.celery import app as celery_app

__all__ = ["celery_app"]
