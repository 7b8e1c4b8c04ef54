"""What `make check` asks Django itself, on throwaway servers: `python -m tests.manage`.

Are the settings fit to be deployed, do the migrations say all that the models say, and
can each migration run while pages of the version before are still served.
"""

import os
import sys
from collections.abc import Collection
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "alignment.settings"

import django
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django_migration_linter import MigrationLinter

from tests import servers

# From before there was any installation to keep alive. Closed: nothing is added here.
FIRST = {
    "people": ("0001_initial", "0002_sides", "0003_sessions_and_invitations"),
    "runtime": ("0001_demo_load",),
    "journeys": ("0001_initial", "0002_sides", "0003_answers_and_removals"),
    "kpis": (
        "0001_initial",
        "0002_columns",
        "0003_import_jobs",
        "0004_refresh_and_targets",
        "0005_source_lists",
    ),
}
# Where the linter is wrong, and why. Each is read by a person.
REVIEWED = {
    "kpis": {
        "0007_marks_and_digests": "derived rows go and are made again; no page reads"
        " them, and imports wait for the indexes"
    },
    "people": {
        "0004_owns_for": "only its way back drops a column",
        "0006_sponsors_for": "only its way back drops a column",
    },
    "journeys": {
        "0004_owners_may_own": "no page names the generated columns it drops",
        "0007_sponsors_of_ops": "only its way back drops a column",
    },
}


def main() -> int:
    os.environ["SITE_URL"] = "https://alignment.example.com"
    django.setup()
    with servers.fresh_database("checked"):
        return _faults()


def _faults() -> int:
    """How many things are wrong, each told."""
    try:
        call_command("check", deploy=True, fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemCheckError as problems:
        print(problems, file=sys.stderr)
        return 1
    except SystemExit as changed:
        print("A model has changed without a migration.", file=sys.stderr)
        return int(changed.code or 0)
    return len([app for app in own_apps() if not lint(app, ignored(app))])


def lint(app: str, ignored: Collection[str]) -> bool:
    """Say what one app's other migrations would break; True when nothing."""
    linter = MigrationLinter(
        str(servers.ROOT),
        include_apps=[app],
        ignore_name=list(ignored),
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    return not linter.has_errors


def own_apps() -> list[str]:
    """Every app of ours that has migrations."""
    return [
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(servers.ROOT)
        and (Path(config.path) / "migrations").is_dir()
        and ".venv" not in Path(config.path).parts
    ]


def ignored(app: str) -> list[str]:
    return [*FIRST.get(app, ()), *REVIEWED.get(app, {})]


if __name__ == "__main__":
    sys.exit(main())
