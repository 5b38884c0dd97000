"""What a person types to sign in."""

from datetime import datetime
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guatu.apps.accounts.operations import AccountIsLocked, allow_attempt, count_attempt


class SignInForm(AuthenticationForm):
    """Account and password, with a guard against guessing."""

    error_messages = {
        "invalid_login": _("账号或密码不对。忘记密码请找本单位管理员重置。"),
        "inactive": _("这个账号已停用。请找本单位管理员。"),
    }

    def __init__(self, *args: Any, moment: datetime, **kwargs: Any) -> None:  # noqa: ANN401 - Django's shape
        self.moment = moment
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Check the password unless the account is locked; count what went wrong."""
        username = str(self.cleaned_data.get("username", ""))
        moment = self.moment
        try:
            allow_attempt(username, at=moment)
        except AccountIsLocked as refusal:
            raise ValidationError(
                _("试错次数过多，请 15 分钟后再试，或找管理员重置。")
            ) from refusal
        try:
            return super().clean()
        except ValidationError:
            count_attempt(username, at=moment)
            raise
