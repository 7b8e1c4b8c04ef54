"""What changed lately: for a browser whose line was not open yet when it did.

Redis keeps each topic for a minute with the moment it was last told, in seconds since
1970 on the clock of the process that told it.
"""

import time
from typing import Any

KEY = "alignment:live:lately"
KEPT_SECONDS = 60


def note(pipeline: Any, topic: str) -> None:
    """Add to what goes to Redis that a topic changed now."""
    now = time.time()
    pipeline.zadd(KEY, {topic: now})
    pipeline.zremrangebyscore(KEY, 0, now - KEPT_SECONDS)
    pipeline.expire(KEY, KEPT_SECONDS)


async def since(client: Any, moment: float) -> dict[str, float]:
    """Topics that changed at that moment or later, each with when it last did."""
    found = await client.zrangebyscore(KEY, moment, "+inf", withscores=True)
    return {topic.decode(): at for topic, at in found}
