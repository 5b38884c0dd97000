"""Who owes which figure by when, the filings that bring them, and the figures themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.platform.exact import ExactField


class Expectation(models.Model):
    """One figure that one unit owes for one period; it exists before it is filed."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="expectations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="expectations")
    period = models.CharField("期间", max_length=16)
    due_on = models.DateField("应报日")
    met_on = models.DateField("报送日", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "应报"
        ordering = ["due_on", "unit", "indicator"]
        indexes = [models.Index(fields=["unit", "due_on"]), models.Index(fields=["due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period"], name="expectation_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.period}"


class Filing(models.Model):
    """One act of filing: the receipt that proves it."""

    key = models.UUIDField("幂等键", unique=True)
    receipt = models.CharField("回执号", max_length=24, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="filings")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    filed_at = models.DateTimeField("报送时间")
    is_simulated = models.BooleanField("模拟数据", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "填报"
        ordering = ["-filed_at", "-pk"]

    def __str__(self) -> str:
        return self.receipt


class Turn(models.Model):
    """What changes in an indicator at one unit, of any level, on one day: the stored running sums.

    Written with every filing for the unit and all above it; `kernel.measuring` says what it means.
    `due` counts those who owe the indicator on that day; `period` and `known_at` are empty on a
    day on which figures only grow too old.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    day = models.DateField("期末日")
    period = models.CharField("期间", max_length=16, blank=True)
    top = ExactField("分子")
    bottom = ExactField("分母")
    pairs = models.IntegerField("分子分母数")
    bare = ExactField("数值")
    bares = models.IntegerField("数值数")
    filed = models.IntegerField("已报")
    unsteady = models.IntegerField("报送时间倒序数")
    due = models.IntegerField("应报")
    known_at = models.DateTimeField("知晓时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "各级变动"
        ordering = ["indicator", "unit", "day"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "day"], name="turn_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.day}"


class Observation(models.Model):
    """One figure as one unit reported it; a correction is a new row that names the old one."""

    class Measure(models.TextChoices):
        """What the figure measures."""

        MONTH = "month", "本月"
        YTD = "ytd", "累计"
        STOCK = "stock", "期末"
        SAME_YTD = "same_ytd", "同期累计"
        YOY = "yoy", "同比"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="observations")
    period = models.CharField("期间", max_length=16)
    measure = models.CharField("度量", max_length=8, choices=Measure.choices)
    family = models.CharField("来源类别", max_length=16, default="reported")
    value = ExactField("数值")
    typed = models.CharField("所填原文", max_length=80, blank=True)
    known_at = models.DateTimeField("知晓时间", db_index=True)
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="observations")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    remark = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "观测值"
        ordering = ["known_at", "pk"]
        indexes = [models.Index(fields=["indicator", "unit", "period"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__in=["month", "ytd", "stock", "same_ytd", "yoy"]),
                name="observation_measure_is_known",
            ),
            models.CheckConstraint(
                condition=Q(family__in=["reported", "verified", "forecast"]),
                name="observation_is_never_official",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "measure", "family"],
                condition=Q(corrects__isnull=True),
                name="observation_begins_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.period} {self.value.normalize():f}"


class PeerFigure(models.Model):
    """A figure of a division that ranks beside the county: published with its source, or invented.

    `peer` is its key in the pack. A `value` of a flow is cumulated since January; a `completion`
    is in percent of the peer's own goal. A correction is a new row that became known later.
    """

    class Measure(models.TextChoices):
        """What the figure measures."""

        VALUE = "value", "数值"
        COMPLETION = "completion", "完成率"

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="peer_figures")
    peer = models.CharField("同类县市", max_length=80)
    period = models.CharField("期间", max_length=16)
    measure = models.CharField("度量", max_length=12, choices=Measure.choices)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    known_at = models.DateTimeField("知晓时间", db_index=True)
    source = models.CharField("出处", max_length=300, blank=True)
    basis = models.CharField("口径", max_length=80, blank=True)
    is_simulated = models.BooleanField("模拟数据", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "同类县市数"
        ordering = ["known_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "indicator", "peer", "period", "measure", "known_at"],
                name="peer_figure_known_once",
            ),
            models.CheckConstraint(
                condition=Q(is_simulated=True) | ~Q(source=""),
                name="peer_figure_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peer} {self.indicator} {self.period} {self.value.normalize():f}"
