"""Imports, foreign keys and names point where the house says they do."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.house.routes import Route, every_route

ROOT: Path = settings.ROOT
FLOORS = {
    "people": 0,
    "actions": 1,
    "journeys": 2,
    "kpis": 3,
    "retros": 4,
    "dashboards": 5,
    "search": 5,
    "audit": 5,
    "connections": 5,
    "runtime": 5,
}
UNDER_ALL = -1


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def upward(relations: Iterable[tuple[str, str]]) -> list[str]:
    """Foreign keys from a lower app to a higher one."""
    return [
        f"{giver} -> {target}"
        for giver, target in relations
        if giver in FLOORS and FLOORS.get(target, UNDER_ALL) > FLOORS[giver]
    ]


def foreign_keys() -> set[tuple[str, str]]:
    return {
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    }


def misnamed(routes: Iterable[Route]) -> list[str]:
    """Our routes that are not called like their view, or lie in another app."""
    return [
        f"{route.full} is {route.module}.{route.view}"
        for route in routes
        if route.is_ours
        and (
            route.name.replace("-", "_") != route.view
            or (route.namespace and route.namespace not in route.module.split("."))
        )
    ]


def test_imports_keep_the_contracts():
    report = lint_imports(ROOT)

    assert report.returncode == 0, report.stdout


def test_import_check_sees_a_lower_app_reaching_up(tmp_path):
    for app, line in (("low", "import house.high"), ("high", "")):
        folder = tmp_path / "house" / app
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(line)
    (tmp_path / "house/__init__.py").write_text("")
    (tmp_path / "rules.toml").write_text(
        '[tool.importlinter]\nroot_package = "house"\n'
        '[[tool.importlinter.contracts]]\nname = "down"\ntype = "layers"\n'
        'layers = ["house.high", "house.low"]\n'
    )

    assert lint_imports(tmp_path, "--config", "rules.toml").returncode == 1


def test_every_app_of_ours_has_its_floor():
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT)
        and not Path(config.path).is_relative_to(Path(sys.prefix))
    }

    assert ours <= set(FLOORS)


def test_foreign_keys_point_down():
    assert upward(foreign_keys()) == []


def test_foreign_key_check_sees_one_pointing_up():
    assert upward([("people", "kpis"), ("kpis", "people")]) == ["people -> kpis"]


def test_routes_are_called_like_their_views():
    assert misnamed(every_route()) == []


@pytest.mark.parametrize(
    ("route", "fine"),
    [
        (Route("kpis", "kpi-show", "kpis.views.kpi", "kpi_show"), True),
        (Route("kpis", "kpi-detail", "kpis.views.kpi", "kpi_show"), False),
        (Route("kpis", "kpi-show", "journeys.views.kpi", "kpi_show"), False),
        (Route("", "account_login", "allauth.account.views", "login"), True),
    ],
)
def test_route_check_sees(route, fine):
    assert (misnamed([route]) == []) is fine
