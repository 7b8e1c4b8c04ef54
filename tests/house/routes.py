"""Every route of the product, as the URL resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

OURS = ("alignment.", "journeys.", "kpis.", "retros.")


@dataclass(frozen=True)
class Route:
    """A name like `journeys:journey-show`, and the view behind it."""

    namespace: str
    name: str
    module: str
    view: str

    @property
    def full(self) -> str:
        return f"{self.namespace}:{self.name}" if self.namespace else self.name

    @property
    def is_ours(self) -> bool:
        """Made here; allauth's names, unlike ours, have underscores; the admin's
        site of ours only wraps Django's.
        """
        named = "_" not in self.name and self.namespace != "admin"
        return named and self.module.startswith(OURS)


def _walk(resolver: URLResolver, space: tuple[str, ...]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern):
            view = pattern.callback
            yield Route(
                ":".join(space),
                pattern.name or "",
                view.__module__,
                getattr(view, "__name__", type(view).__name__),
            )


def every_route() -> list[Route]:
    return list(_walk(get_resolver(), ()))
