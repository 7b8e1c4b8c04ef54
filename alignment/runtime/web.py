"""The web process: `python -m alignment.runtime.web`. Address from HOST and PORT."""

import os

import uvicorn


def main() -> None:
    """Serve pages and live streams until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
    os.environ["PROCESS"] = os.environ.get("PROCESS") or "web"
    from django.conf import settings  # noqa: PLC0415 -- reads PROCESS

    uvicorn.run(
        "alignment.asgi:application",
        host=settings.HOST,
        port=settings.PORT,
        lifespan="off",
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
