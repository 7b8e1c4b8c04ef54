"""All the numbers of a scope, and each of them by itself."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest, render_page
from alignment.nudge import nudge
from kpis import access
from kpis.forms.look import Look, LookForm
from kpis.forms.target import TargetForm
from kpis.models import Freshness
from kpis.number_tasks import refresh_numbers
from kpis.queries.breakdown import breakdown
from kpis.queries.facts import facts_over
from kpis.queries.freshness import freshness
from kpis.queries.kpi import chart, finding, lines, moving, releases_of, tiles
from kpis.queries.metric import BY_SLUG, METRICS, Metric
from kpis.queries.source import handling_definitions
from kpis.queries.target import WITH_TARGET, targets_of, targets_part


def kpi_list(request: PersonRequest) -> HttpResponse:
    form = LookForm(request.GET, fresh=freshness())
    look = form.look
    over = facts_over(look.scope, look.period, look.every)
    context = {"form": form, "look": look, "fresh": form.fresh}
    context |= {"tiles": tiles(over), "moving": moving(over), "facts": over}
    return render_page(request, "kpis/kpi_list.html", context, fragment="numbers")


def kpi_show(request: PersonRequest, slug: str) -> HttpResponse:
    return kpi_page(request, slug)


@require_POST
def numbers_retry(request: PersonRequest) -> HttpResponse:
    access.numbers_to_retry(request.user)
    Freshness.retry()
    nudge(refresh_numbers)
    return redirect("kpis:kpi-list")


def kpi_page(
    request: PersonRequest,
    slug: str,
    *,
    target_form: TargetForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one metric, also with what is wrong about a target."""
    metric = BY_SLUG.get(slug)
    if metric is None:
        raise Http404
    form = LookForm(request.GET, fresh=freshness())
    context = {"form": form, "look": form.look, "fresh": form.fresh, "metric": metric}
    context |= _numbers(metric, form.look) | {"metrics": METRICS, "problem": problem}
    if metric.slug in WITH_TARGET:
        found = targets_of(form.look.scope.journey_id, metric.slug)
        context["target"] = targets_part(found, request.user)
        context["target_form"] = target_form or TargetForm()
    context |= _finding(metric, form.look, context)
    return render_page(
        request, "kpis/kpi_show.html", context, fragment="numbers", status=status
    )


def _numbers(metric: Metric, look: Look) -> dict[str, Any]:
    over = facts_over(look.scope, look.period, look.every)
    parts = breakdown(look.scope, look.period, look.places, (over.now, over.before))
    tables: dict[str, Any] = {"places": lines(metric, parts.places)}
    if not metric.from_customers:
        tables["reasons"] = lines(metric, parts.reasons)
        tables["channels"] = lines(metric, parts.channels)
    return {"facts": over, "moving": moving(over), **tables}


def _finding(metric: Metric, look: Look, context: dict[str, Any]) -> dict[str, Any]:
    over, part = context["facts"], context.get("target")
    plain = not (look.step or look.channel or look.scope.unmapped)
    agreed = part.targets.in_force if part and plain else None
    drawn = chart(
        metric,
        over,
        releases_of(look.scope, look.period),
        agreed.value if agreed else None,
        look.mature_until,
    )
    whose = look.of_customers if metric.from_customers else look
    said = finding(metric, whose.title, look.said, over, drawn)
    sources = handling_definitions() if metric.slug in {"aht", "workload"} else []
    return {"finding": said, "chart": drawn, "sources": sources}
