"""The Celery application. Rows in PostgreSQL own the work; messages only nudge."""

import os
import warnings

from celery import Celery
from celery.platforms import SecurityWarning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
app = Celery("alignment")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Said to whoever starts a worker as root. Messages are JSON, never pickles, so there is
# nothing in them that root could be made to run.
warnings.filterwarnings("ignore", category=SecurityWarning)
