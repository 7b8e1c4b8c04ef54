"""A file over 300 lines is asking to be two; so is a function over 25 statements."""

import ast
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.ROOT
LINES, STATEMENTS = 300, 25
TOPS = ("alignment", "journeys", "kpis", "retros", "templates", "static", "tests")
ENDINGS = {".py", ".html", ".txt", ".css", ".js"}


def our_files(root: Path = ROOT) -> Iterable[Path]:
    """What we write by hand: no migrations, nothing vendored."""
    for top in TOPS:
        for path in (root / top).rglob("*"):
            parts = set(path.relative_to(root).parts)
            ours = not parts & {"migrations", "vendor", "fonts", "__pycache__"}
            if path.is_file() and path.suffix in ENDINGS and ours:
                yield path


def too_long(paths: Iterable[Path]) -> list[str]:
    counted = ((path, len(path.read_text().splitlines())) for path in paths)
    return [f"{path.name}: {lines} lines" for path, lines in counted if lines > LINES]


def statements(function: ast.AST) -> int:
    """Statements inside, those of nested blocks too, the docstring not."""
    inside = [node for node in ast.walk(function) if isinstance(node, ast.stmt)]
    docstring = ast.get_docstring(function) is not None  # type: ignore[arg-type]
    return len(inside) - 1 - docstring


def too_busy(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = statements(node)
                if count > STATEMENTS:
                    found.append(f"{path.name}: {node.name} has {count} statements")
    return found


def test_files_have_at_most_300_lines():
    assert too_long(our_files()) == []


def test_functions_have_at_most_25_statements():
    assert too_busy(p for p in our_files() if p.suffix == ".py") == []


def test_size_checks_see_what_is_too_big(tmp_path):
    long = tmp_path / "long.py"
    long.write_text("x = 1\n" * 301)
    busy = tmp_path / "busy.py"
    busy.write_text("def f():\n" + "    x = 1\n" * 26)

    assert too_long([long, busy]) == ["long.py: 301 lines"]
    assert too_busy([long, busy]) == ["busy.py: f has 26 statements"]
