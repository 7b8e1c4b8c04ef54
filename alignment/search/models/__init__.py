"""What the database keeps so that searching is quick. All of it can be made anew."""

from alignment.search.models.entry import Entry, Kept

__all__ = ["Entry", "Kept"]
