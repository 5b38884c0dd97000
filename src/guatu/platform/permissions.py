"""Who may do what: every address declares a policy, and a request without one is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

View = Callable[..., HttpResponseBase]
Rule = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Policy:
    """A named rule: whether `user` may do this, perhaps to one thing."""

    name: str
    label: str
    rule: Rule
    public: bool = False

    def allows(self, user: Any, thing: Any = None) -> bool:  # noqa: ANN401 - each policy knows its thing
        """Whether `user` may; `thing` narrows the question to one object."""
        if self.public:
            return True
        if not user.is_authenticated:
            return False
        return bool(self.rule(user, thing) if thing is not None else self.rule(user))

    def require(self, user: Any, thing: Any) -> None:  # noqa: ANN401 - each policy knows its thing
        """Raise `PermissionDenied` unless `user` may do this to `thing`."""
        if not self.allows(user, thing):
            raise PermissionDenied(self.label)


PUBLIC = Policy("public", "任何人", rule=lambda *_: True, public=True)
SIGNED_IN = Policy("signed_in", "已登录", rule=lambda *_: True)


def guarded(policy: Policy) -> Callable[[View], View]:
    """Declare the policy of a view."""

    def mark(view: View) -> View:
        view.policy = policy  # type: ignore[attr-defined] # the mark that the middleware reads
        view.login_required = not policy.public  # type: ignore[attr-defined] # read by Django's own middleware
        return view

    return mark


class PolicyMiddleware:
    """Ask the policy of the view before the view runs; no policy, no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done in `process_view`."""
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: tuple[Any, ...],  # noqa: ARG002 - Django's shape
        kwargs: dict[str, Any],  # noqa: ARG002 - Django's shape
    ) -> None:
        """Refuse what no policy allows."""
        policy = getattr(view, "policy", None)
        if not isinstance(policy, Policy):
            raise PermissionDenied("undeclared")
        if not policy.allows(request.user):
            raise PermissionDenied(policy.label)


def walk(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, URLPattern]]:
    """Every address of the product with its pattern, depth first."""
    found: list[tuple[str, URLPattern]] = []
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += walk(entry, path)
        else:
            found.append((path, entry))
    return found


@register("guatu")
def every_address_has_a_policy(app_configs: object, **_: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's shape
    """Refuse to start while an address is open to whoever asks (RELIABILITY §0.5)."""
    return [
        Error(f"地址 {path} 没有声明权限。请在视图上加 @guarded(…)。", id="guatu.E002")
        for path, pattern in walk()
        if not isinstance(getattr(pattern.callback, "policy", None), Policy)
    ]
