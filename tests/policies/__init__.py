"""Who may open what: one rule for each route, gathered from each app's file."""

import importlib
import pkgutil

from tests.policies.rule import Rule


def gather() -> tuple[dict[str, Rule], list[str]]:
    """All rules by route, and the routes that stand in more than one file."""
    rules: dict[str, Rule] = {}
    twice: list[str] = []
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        for route, rule in getattr(module, "RULES", {}).items():
            if route in rules:
                twice.append(route)
            rules[route] = rule
    return rules, twice
