"""Jobs of actions. Rows own the work; a task may run twice, late, or beside itself."""

from celery import shared_task

from alignment.actions.operations import comment, digest


@shared_task(name="actions.send_digests", time_limit=300)
def send_digests() -> None:
    """Post the daily mail of everybody whose hour has struck, once a day each."""
    digest.send_digests()


@shared_task(name="actions.sweep_news", time_limit=300)
def sweep_news() -> None:
    """Suggest talking to those who wait for an answer; let go of what is long past."""
    comment.ask_where_waiting()
    digest.trim_news()
