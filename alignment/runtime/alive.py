"""Health of one container: `python -m alignment.runtime.alive web|worker|beat`.

The exit code says it. The web process answers by itself; worker and beat leave signs.
"""

import http.client
import os
import socket
import sys


def main(role: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
    return 0 if (_web() if role == "web" else _heard_of(role)) else 1


def _web() -> bool:
    port = int(os.environ.get("PORT") or 8000)
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        client.request("GET", "/healthz", headers={"Host": "localhost"})
        return client.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        client.close()


def _heard_of(role: str) -> bool:
    from alignment.runtime.heartbeat import is_alive  # noqa: PLC0415 -- web needs none

    return is_alive(role, socket.gethostname())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
