"""The ASGI application: pages and live streams."""

import gc
import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
os.environ["PROCESS"] = os.environ.get("PROCESS") or "web"
pages = get_asgi_application()

from django.urls import get_resolver  # noqa: E402 -- Django has to be set up

from alignment.bodies import BodyLimit  # noqa: E402
from alignment.live import LiveStreams  # noqa: E402

# Open streams take no body, and write a line at a time: they pass by the limit.
application = LiveStreams(BodyLimit(pages))

# All code is loaded now, and stays: searching it for garbage again and again would
# stop every open stream for a sixth of a second at a time. A thousand streams are told
# of one change by thousands of objects that go by themselves: that is no reason to
# search what lives either.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 100)
