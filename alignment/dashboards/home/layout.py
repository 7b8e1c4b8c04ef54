"""Which card stands where in each lens: the same cards, in another order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A card and how many of the board's twelve columns it takes."""

    name: str
    width: int


def _places(*pairs: tuple[str, int]) -> tuple[Place, ...]:
    return tuple(Place(name, width) for name, width in pairs)


LAYOUTS = {
    "shared": _places(
        ("needs", 8),
        ("coming", 4),
        ("trend", 7),
        ("figures", 5),
        ("journeys", 12),
        ("heard", 7),
        ("short", 5),
        ("reasons", 5),
        ("coverage", 7),
        ("gaps", 12),
    ),
    "product": _places(
        ("heard", 5),
        ("trend", 7),
        ("needs", 8),
        ("coming", 4),
        ("figures", 5),
        ("gaps", 7),
        ("journeys", 12),
        ("short", 5),
        ("coverage", 7),
        ("reasons", 12),
    ),
    "ops": _places(
        ("coming", 5),
        ("reasons", 7),
        ("heard", 5),
        ("needs", 7),
        ("gaps", 5),
        ("coverage", 7),
        ("figures", 5),
        ("trend", 7),
        ("journeys", 12),
        ("short", 12),
    ),
    "leaders": _places(
        ("short", 5),
        ("coverage", 7),
        ("trend", 7),
        ("figures", 5),
        ("journeys", 12),
        ("needs", 8),
        ("coming", 4),
        ("heard", 5),
        ("reasons", 7),
        ("gaps", 12),
    ),
}
