"""The pages that say no: whose it is, whom to ask, what is safe."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """The page of what this person may not do."""
    return render(request, "web/403.html", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """The page of what does not exist, or not for this person."""
    return render(request, "web/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours."""
    return render(request, "web/500.html", status=500)
