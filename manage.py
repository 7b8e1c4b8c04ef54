"""Alignment's command line: `python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
    if sys.argv[1:] == ["up"]:  # starts the rest at once, and loads the apps meanwhile
        from alignment.runtime.up import main

        sys.exit(main())
    execute_from_command_line(sys.argv)
