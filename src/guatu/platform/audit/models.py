"""Entries of the audit chain: each carries the hash of the one before it."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act by one hand; append-only, refused by the database otherwise."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经手人"
    )
    act = models.CharField("动作", max_length=60)
    subject = models.CharField("对象", max_length=120, db_index=True)
    detail = models.JSONField("内容", default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "留痕"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="entry_digest_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="entry_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"
