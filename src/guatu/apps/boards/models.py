"""The reading of the day: what a board shows of a target and of a place, stored as it was."""

from django.db import models

from guatu.apps.plans.models import Target
from guatu.apps.units.models import Unit

LIGHTS = [
    ("red", "严重滞后"),
    ("behind", "滞后"),
    ("slow", "偏慢"),
    ("on", "正常"),
    ("done", "完成"),
    ("none", "无数据"),
]


class Reading(models.Model):
    """All that a board shows of one target on one day, with its reasons."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="readings")
    day = models.DateField("日期")
    actual = models.DecimalField("实际", null=True, max_digits=24, decimal_places=6)
    due = models.DecimalField("应完成", null=True, max_digits=24, decimal_places=6)
    completion = models.DecimalField("完成率", null=True, max_digits=24, decimal_places=6)
    attainment = models.DecimalField("进度达成率", null=True, max_digits=24, decimal_places=6)
    gap = models.DecimalField("差距", null=True, max_digits=24, decimal_places=6)
    required_rate = models.DecimalField("今后每月需", null=True, max_digits=24, decimal_places=6)
    stretch_factor = models.DecimalField("提速倍数", null=True, max_digits=24, decimal_places=6)
    low = models.DecimalField("预测下限", null=True, max_digits=24, decimal_places=6)
    mid = models.DecimalField("预测", null=True, max_digits=24, decimal_places=6)
    high = models.DecimalField("预测上限", null=True, max_digits=24, decimal_places=6)
    method = models.CharField("预测方法", max_length=60, blank=True)
    chance = models.DecimalField("达成概率", null=True, max_digits=7, decimal_places=6)
    light = models.CharField("亮灯", max_length=8, choices=LIGHTS)
    reasons = models.JSONField("理由", default=list)
    fresh_as_of = models.CharField("数据期", max_length=16, blank=True)
    filed = models.PositiveIntegerField("已报")
    expected = models.PositiveIntegerField("应报")
    last_filed_at = models.DateTimeField("最近填报", null=True)
    months = models.JSONField("逐月", default=list)
    catalog = models.CharField("口径版本", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "每日读数"
        ordering = ["target", "day"]
        constraints = [
            models.UniqueConstraint(fields=["target", "day"], name="reading_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(filed__lte=models.F("expected")),
                name="reading_filed_within_expected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.day} {self.light}"


class Forecast(models.Model):
    """Where one method saw the end of a target's period from a day on, until its next row.

    `low_80` to `high_80` holds it 8 times of 10; None where nothing tells the width. `error` is
    the method's mean absolute error at this month of `years` years before.
    """

    target = models.ForeignKey(Target, models.CASCADE, related_name="forecasts")
    day = models.DateField("日期")
    fresh_as_of = models.CharField("数据期", max_length=16)
    method = models.CharField("预测方法", max_length=20)
    is_chosen = models.BooleanField("选用")
    basis = models.CharField("区间依据", max_length=10)
    mid = models.DecimalField("预测", max_digits=24, decimal_places=6)
    low_50 = models.DecimalField("50%下限", null=True, max_digits=24, decimal_places=6)
    high_50 = models.DecimalField("50%上限", null=True, max_digits=24, decimal_places=6)
    low_80 = models.DecimalField("80%下限", max_digits=24, decimal_places=6)
    high_80 = models.DecimalField("80%上限", max_digits=24, decimal_places=6)
    low_95 = models.DecimalField("95%下限", null=True, max_digits=24, decimal_places=6)
    high_95 = models.DecimalField("95%上限", null=True, max_digits=24, decimal_places=6)
    chance = models.DecimalField("达成概率", null=True, max_digits=7, decimal_places=6)
    error = models.DecimalField("过去误差", null=True, max_digits=24, decimal_places=6)
    years = models.PositiveSmallIntegerField("验过几年")
    is_share = models.BooleanField("误差是比例")

    class Meta:
        verbose_name = verbose_name_plural = "预测"
        ordering = ["target", "day", "-is_chosen", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "day", "method"], name="forecast_once_a_day_and_method"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.day} {self.method}"


class PlaceReading(models.Model):
    """What the map shows of one place on one day."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="readings")
    day = models.DateField("日期")
    light = models.CharField("亮灯", max_length=8, choices=LIGHTS)
    on_course = models.PositiveSmallIntegerField("达标")
    carried = models.PositiveSmallIntegerField("承担")
    filed = models.PositiveIntegerField("已报")
    expected = models.PositiveIntegerField("应报")
    last_filed_at = models.DateTimeField("最近填报", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "各地每日读数"
        ordering = ["unit", "day"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="place_reading_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.day} {self.light}"
