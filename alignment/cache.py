"""The cache: Redis, and nothing at all while Redis is away, but for what guards."""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import RedisError

logger = logging.getLogger(__name__)
AWAY_SECONDS = 2.0
TRIES = ":allauth:rl:"
"""In the keys under which tries to sign in are counted."""

memory = LocMemCache("while Redis is away", {"MAX_ENTRIES": 10_000})
WITHOUT: dict[str, Callable[..., Any]] = {
    "get": lambda key, default: memory.get(key, default) if TRIES in key else default,
    "get_many": lambda keys: {},
    "add": memory.add,
    "incr": lambda key, delta: delta,
    "set": lambda key, *rest: memory.set(key, *rest) if TRIES in key else None,
    "set_many": lambda *args: None,
    "delete": memory.delete,
    "delete_many": lambda keys: None,
    "clear": memory.clear,
}


class TolerantClient:
    """Finds nothing and keeps nothing while Redis is away; pages go on without it.

    Two things this process then remembers by itself: that somebody is at some work
    already (`add`), and how often signing in was tried. Else nobody could sign in.

    After a failure the process leaves Redis alone for two seconds, so that a page which
    asks the cache ten times waits for it once.
    """

    away_until: ClassVar[float] = 0.0

    def __init__(self, servers: list[str], **options: Any) -> None:
        self.plain = RedisCacheClient(servers, **options)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        plain = getattr(self.plain, name)

        def tolerant(*args: Any) -> Any:
            if time.monotonic() >= TolerantClient.away_until:
                try:
                    return plain(*args)
                except RedisError as error:
                    TolerantClient.away_until = time.monotonic() + AWAY_SECONDS
                    logger.warning("Redis is away, no cache meanwhile: %s", error)
            return WITHOUT[name](*args) if name in WITHOUT else False

        return tolerant


class TolerantCache(RedisCache):
    """Django's Redis cache over the tolerant client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = TolerantClient
