"""Signing in and out."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView
from django.utils import timezone

from guatu.apps.accounts.forms import SignInForm
from guatu.apps.accounts.queries import DEMO_PASSWORD, simulated_accounts
from guatu.platform.permissions import PUBLIC, guarded

DRAWING = [("f-slow", 150), ("f-data", 262), ("f-red", 96), ("f-data", 230), ("f-data", 284)]


class SignIn(LoginView):
    """The sign-in page, with the hints of the simulated county where it is loaded."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the moment of the attempt."""
        return super().get_form_kwargs() | {"moment": timezone.now()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's shape
        """The form, the hints, and the drawing on the wall."""
        rows = [
            {"top": 53 + 32 * n, "bar": 56 + 32 * n, "from": 49 + 32 * n, "to": 71 + 32 * n}
            | {"fill": fill, "width": width}
            for n, (fill, width) in enumerate(DRAWING)
        ]
        hints = simulated_accounts()
        return super().get_context_data(
            **kwargs, hints=hints, demo_password=DEMO_PASSWORD, rows=rows, is_demo=bool(hints)
        )


sign_in = guarded(PUBLIC)(SignIn.as_view())
sign_out = guarded(PUBLIC)(LogoutView.as_view())
