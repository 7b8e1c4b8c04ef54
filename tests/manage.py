"""What `make check` asks Django itself, on throwaway servers: `python -m tests.manage`.

Are the settings fit to be deployed, do the migrations say all that the models say, and
can each migration run while pages of the version before are still served.
"""

import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "alignment.settings"

import django
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django_migration_linter import MigrationLinter

from tests import servers

# The last migration of each app from before there was any installation to keep alive.
NEVER_RUN_UNDER_LOAD = {"people": 3, "runtime": 1, "journeys": 3, "kpis": 5}


def main() -> int:
    os.environ["SITE_URL"] = "https://alignment.example.com"
    servers.use_fresh_database("checked")
    django.setup()
    try:
        call_command("check", deploy=True, fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemCheckError as problems:
        print(problems, file=sys.stderr)
        return 1
    except SystemExit as changed:
        print("A model has changed without a migration.", file=sys.stderr)
        return int(changed.code or 0)
    return _lint_migrations()


def _lint_migrations() -> int:
    linter = MigrationLinter(
        str(servers.ROOT),
        include_apps=list(NEVER_RUN_UNDER_LOAD),
        ignore_name=_old(),
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return int(linter.has_errors)


def _old() -> list[str]:
    return [
        path.stem
        for app, last in NEVER_RUN_UNDER_LOAD.items()
        for path in Path(apps.get_app_config(app).path).glob("migrations/0*.py")
        if int(path.stem[:4]) <= last
    ]


if __name__ == "__main__":
    sys.exit(main())
