"""The ASGI application: pages and live streams."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
os.environ["PROCESS"] = os.environ.get("PROCESS") or "web"
pages = get_asgi_application()

from alignment.live import LiveStreams  # noqa: E402 -- Django has to be set up

application = LiveStreams(pages)
