"""What each source means by handling time."""

from kpis.models import Source


def handling_definitions() -> list[tuple[str, str]]:
    """Name of the source, and its own definition."""
    return list(Source.objects.values_list("name", "handling_definition"))
