"""Which tests show which capability: `pytest --capability C01`, and README's table.

Loaded by pytest as a plugin; `python -m tests.capabilities` writes the table anew.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
MARK = "mark.capability"
BEGIN, END = "<!-- capabilities -->", "<!-- /capabilities -->"
CAPABILITIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "C01": ("Joint ownership", ("journeys:journey-show", "journeys:journey-history")),
    "C02": ("Living map", ("journeys:journey-show", "journeys:step-edit")),
    "C03": ("Two focuses on one page", ("journeys:journey-show",)),
    "C04": ("Early involvement", ("journeys:initiative-show",)),
    "C05": ("Kickoff with an ops sponsor", ("journeys:kickoff-show",)),
    "C06": (
        "Join the room",
        ("journeys:meeting-list", "journeys:meeting-coverage-show"),
    ),
    "C07": (
        "Front line from day one",
        ("journeys:insight-add", "journeys:insight-list"),
    ),
    "C08": ("Empathy", ("journeys:floor-time-list",)),
    "C10": (
        "Co-designed decisions",
        ("journeys:decision-list", "journeys:decision-show"),
    ),
    "C12": ("Small tests over long lists", ("journeys:requirement-list",)),
    "C13": (
        "Workarounds",
        ("journeys:workaround-list", "journeys:workaround-add"),
    ),
    "C11": ("Talk, don’t type", ("actions:thread-show",)),
    "C15": ("Failure demand", ("kpis:reason-list",)),
    "C20": ("No contact in 3 months", ("dashboards:home", "kpis:kpi-show")),
    "C21": ("Shared dashboards", ("dashboards:home",)),
    "C33": ("Fit the culture", ("people:organisation-edit",)),
    "C34": ("Sheets in and out", ("kpis:import-list",)),
    "C35": ("Free to host", ("audit:audit-list",)),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--capability", help="only tests of this capability, like C01")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    wanted = config.getoption("--capability")
    if wanted is None:
        return
    if not re.fullmatch(r"C\d\d", wanted):
        raise pytest.UsageError("Name a capability: make capability C=C01")
    kept = [item for item in items if wanted in _numbers(item)]
    config.hook.pytest_deselected(items=[each for each in items if each not in kept])
    items[:] = kept


def _numbers(item: pytest.Item) -> set[str]:
    return {number for mark in item.iter_markers("capability") for number in mark.args}


def marked() -> dict[str, list[str]]:
    """For each capability the test files that show it."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for number in _marks(ast.parse(path.read_text())):
            found.setdefault(number, set()).add(str(path.relative_to(ROOT)))
    return {number: sorted(paths) for number, paths in sorted(found.items())}


def _marks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(MARK):
            yield from (ast.literal_eval(argument) for argument in node.args)


def table() -> str:
    """The table: capability, the pages where it is, the tests that show it."""
    addresses = _addresses()
    rows = ["| Capability | Page | Tests |", "|---|---|---|"]
    for number, paths in marked().items():
        name, routes = CAPABILITIES.get(number, ("", ()))
        pages = "<br>".join(f"`{addresses[route]}`" for route in routes)
        files = "<br>".join(f"`{path}`" for path in paths)
        rows.append(f"| {number} {name} | {pages} | {files} |")
    return "\n".join(rows)


def _addresses() -> dict[str, str]:
    """The address of each route, with the names of what stands in it."""
    from django.urls import URLPattern, get_resolver  # noqa: PLC0415

    found: dict[str, str] = {}

    def walk(patterns: Sequence[object], before: str, space: str) -> None:
        for each in patterns:
            address = f"{before}{each.pattern}"  # type: ignore[attr-defined]
            if isinstance(each, URLPattern):
                found[f"{space}{each.name}"] = re.sub(r"<\w+:", "<", address)
            else:
                inner = each.namespace  # type: ignore[attr-defined]
                name = f"{space}{inner}:" if inner else space
                walk(each.url_patterns, address, name)  # type: ignore[attr-defined]

    walk(get_resolver().url_patterns, "/", "")
    return found


def written(readme: str) -> str:
    """The README with the table of today."""
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
    import django

    django.setup()
    README.write_text(written(README.read_text()))
    sys.exit(0)
