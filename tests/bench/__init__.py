"""Speeds as ratios: each part has `measure(size) -> list[Row]`."""

import importlib
import pkgutil
from types import ModuleType


def parts() -> list[ModuleType]:
    """The modules that measure something, by name; the others are what they share."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__))
    found = [
        importlib.import_module(f"{__name__}.{name}")
        for name in names
        if name != "__main__"
    ]
    return [module for module in found if hasattr(module, "measure")]
