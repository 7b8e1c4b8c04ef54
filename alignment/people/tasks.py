"""Jobs of people. Rows own the work; a task may run twice, late, or beside itself."""

from celery import shared_task

from alignment.live import publish
from alignment.people.models import SentForm
from alignment.people.operations.letter import forget, send_next

AT_ONCE = 50


@shared_task(name="people.send_letters", time_limit=600)
def send_letters() -> None:
    """Nudged when one was posted, and every few seconds: send all that are due."""
    for _ in range(AT_ONCE):
        letter = send_next()
        if letter is None:
            break
        if letter.tries:
            publish("people")
    forget()


@shared_task(name="people.forget_forms", time_limit=600)
def forget_forms() -> None:
    """Each hour: let go of forms that nobody sends again."""
    SentForm.objects.over().delete()
