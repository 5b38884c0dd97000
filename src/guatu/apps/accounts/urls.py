"""Addresses of signing in and out."""

from django.urls import path

from guatu.apps.accounts.views import sign_in, sign_out

urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
]
