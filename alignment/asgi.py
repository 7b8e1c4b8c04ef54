"""The ASGI application: pages and live streams."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
os.environ["PROCESS"] = os.environ.get("PROCESS") or "web"
application = get_asgi_application()
