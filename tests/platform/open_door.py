"""Addresses of which one declares no policy."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from guatu.platform.permissions import PUBLIC, guarded


@guarded(PUBLIC)
def declared(_: HttpRequest) -> HttpResponse:
    """Open to all, and says so."""
    return HttpResponse("declared")


def undeclared(_: HttpRequest) -> HttpResponse:
    """Open to whoever asks."""
    return HttpResponse("secret")


urlpatterns = [
    path("declared/", declared),
    path("inner/", include([path("undeclared/", undeclared)])),
]
