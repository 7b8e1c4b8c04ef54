"""Brightwater Energy, the organisation that shows what the product does.

`load` makes it: the same for the same day and scale, in whatever state it finds the
database. Its "today" is the day of the load; it does not move on by itself.
"""

from alignment.runtime.demo.loading import load

__all__ = ["load"]
