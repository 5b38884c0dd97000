"""People who sign in. What they may do hangs on the posts they hold, never on the account."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with an account."""

    name = models.CharField("姓名", max_length=40, blank=True)
    is_simulated = models.BooleanField("模拟账号", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(username=""), name="user_has_a_name_to_sign_in"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The person's name, else the account's."""
        return self.name or self.username


class Attempt(models.Model):
    """One failed attempt to sign in; kept for a quarter of an hour."""

    username = models.CharField("账号", max_length=150, db_index=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "登录失败"

    def __str__(self) -> str:
        return f"{self.username} {self.at}"
