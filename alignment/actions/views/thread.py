"""Talks: about something, one of them, and what came of talking."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alignment.actions import access
from alignment.actions.forms.comment import CommentForm, TalkedForm
from alignment.actions.models import NotThen, NotTwo, Thread, ThreadClosed
from alignment.actions.operations.comment import begin_thread
from alignment.actions.queries.thread import is_hushed, thread_page
from alignment.actions.subjects import Subject, subject_of
from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.navigation import register_of

HUSHED = "hushed_threads"


def thread_about(request: PersonRequest, noun: str, pk: int) -> HttpResponse:
    """The talk about something, or the way to begin one; a part of its page."""
    subject = subject_of(noun)
    return _about(request, subject, subject.load(request.user, pk))


def _about(
    request: PersonRequest, subject: Subject, about: Any, **more: Any
) -> HttpResponse:
    args = [subject.noun, about.pk]
    return show_thread(
        request,
        about.thread,
        here=reverse("actions:thread-about", args=args),
        send_url=reverse("actions:thread-begin", args=args),
        about_url=about.get_absolute_url(),
        called=subject.words(about),
        loud=not subject.suggests or not wants_fragment(request),
        **more,
    )


def thread_show(request: PersonRequest, pk: int) -> HttpResponse:
    """A talk by itself, also one that is closed."""
    return show_one(request, access.thread_to_see(request.user, pk))


def show_one(request: PersonRequest, thread: Thread, **more: Any) -> HttpResponse:
    send_url = reverse("actions:comment-add", args=[thread.pk])
    return show_thread(
        request,
        thread,
        here=thread.get_absolute_url(),
        send_url="" if thread.is_closed else send_url,
        about_url=thread.about_url,
        called=str(thread),
        loud=True,
        **more,
    )


def show_thread(
    request: PersonRequest, thread: Thread | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """`form`, `talked` and `problem` where something was refused.

    Inside the page of what it is about, a talk leads to its own.
    """
    asked_from = request.htmx.current_url_abs_path or ""
    over, over_url = register_of(more["about_url"])
    context: dict[str, Any] = {
        "thread": thread,
        "form": CommentForm(),
        "problem": "",
        "over": over,
        "over_url": over_url,
        "is_inside": wants_fragment(request) and not asked_from.startswith("/talks/"),
    }
    if thread is not None:
        hushed = request.session.get(HUSHED, {}).get(str(thread.pk), "")
        page = thread_page(
            thread,
            viewer=request.user,
            hushed=is_hushed(hushed, timezone.localdate()),
            everything="all" in request.GET,
        )
        context["page"] = page
        if page.is_member and not thread.is_closed:
            context["talked"] = TalkedForm(None, thread=thread, pair=page.pair)
    return render_page(
        request,
        "actions/thread_show.html",
        context | more,
        fragment="talk",
        status=status,
    )


@require_POST
def thread_begin(request: PersonRequest, noun: str, pk: int) -> HttpResponse:
    """Write about something: in the talk that is open, or in a new one."""
    subject = subject_of(noun)
    about = subject.load(request.user, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _about(request, subject, about, form=form, status=422)
    begin_thread(
        about=about,
        called=subject.words(about),
        people=subject.people(about),
        said=form.said,
        by=request.user,
    )
    if not wants_fragment(request):
        return redirect("actions:thread-about", noun, pk)
    return _about(request, subject, subject.load(request.user, pk))


@require_POST
def thread_close(request: PersonRequest, pk: int) -> HttpResponse:
    """We talked: day, people and outcome."""
    thread = access.thread_to_close(request.user, pk)
    form = TalkedForm(request.POST, thread=thread, pair=[])
    if not form.is_valid():
        return show_one(request, thread, talked=form, status=422)
    try:
        thread.close(by=request.user, **form.cleaned_data)
    except (NotTwo, NotThen) as reason:
        form.add_error("talked" if isinstance(reason, NotTwo) else "on", str(reason))
        return show_one(request, thread, talked=form, status=422)
    except ThreadClosed as reason:
        return show_one(request, thread, problem=str(reason), status=422)
    messages.success(request, "Good. What came of it stands on top.")
    return redirect(thread)


@require_POST
def thread_hush(request: PersonRequest, pk: int) -> HttpResponse:
    """No suggestion about this talk for a week."""
    thread = access.thread_to_see(request.user, pk)
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    kept = request.session.get(HUSHED, {})
    request.session[HUSHED] = {**kept, str(thread.pk): until}
    return redirect(thread)
