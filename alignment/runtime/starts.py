"""When something that should keep running was started."""

import time
from collections import deque

MOST, SECONDS = 5, 60


class Starts:
    """The last few times, to tell bad luck from something that never works."""

    def __init__(self) -> None:
        self.times: deque[float] = deque(maxlen=MOST)

    def add(self) -> None:
        self.times.append(time.monotonic())

    @property
    def too_many(self) -> bool:
        """Tell whether they were so close that another helps nobody."""
        full = len(self.times) == MOST
        return full and time.monotonic() - self.times[0] < SECONDS
