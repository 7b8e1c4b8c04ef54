"""Django's admin behind our own sign-in, for admins only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator


class HouseSite(AdminSite):
    """Everybody but admins gets 404, and there is one way to sign in."""

    site_header = site_title = "Alignment, behind the scenes"
    index_title = "Tables"
    shut = frozenset({"auth", "account", "mfa", "usersessions"})

    def register(
        self, model_or_iterable: Any, admin_class: Any = None, **options: Any
    ) -> None:
        """Leave out what has secrets in it, or pages of its own."""
        many = model_or_iterable
        models: list[Any] = [many] if isinstance(many, type) else list(many)
        shown = [one for one in models if one._meta.app_label not in self.shut]  # noqa: SLF001 -- Django's own name
        super().register(shown, admin_class, **options)

    @method_decorator(login_not_required)
    def login(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            following = request.GET.get("next") or resolve_url("admin:index")
            return redirect_to_login(following)
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_admin", False))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 -- Django's
        guarded = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return answer
