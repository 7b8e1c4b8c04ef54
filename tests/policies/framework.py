"""Addresses of the project itself, and those of allauth that are served."""

from tests.policies.rule import Rule

RULES: dict[str, Rule] = {
    "health-live": Rule("anyone"),
    "health-ready": Rule("anyone", answers=503, why="no worker runs beside tests"),
    "live-stream": Rule("agent"),
}
