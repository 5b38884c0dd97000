"""Plan documents, the drafts read from them, the targets confirmed, and their shares."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy

from guatu.apps.units.models import Unit
from guatu.kernel import catalog
from guatu.kernel.reading import Laid

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)

RELATIONS = [
    (">=", gettext_lazy("不少于")),
    (">", gettext_lazy("超过")),
    ("=", gettext_lazy("等于")),
    ("<=", gettext_lazy("不超过")),
    ("<", gettext_lazy("少于")),
    ("+=", gettext_lazy("增加")),
    ("-=", gettext_lazy("减少")),
]


class Indicator(models.Model):
    """What is counted: declared by a pack, or made from a draft and still to be defined locally."""

    key = models.CharField("代号", max_length=80, unique=True)
    name = models.CharField("名称", max_length=80)
    name_en = models.CharField("英文名", max_length=160, blank=True)
    unit = models.CharField("计量单位", max_length=16, blank=True)
    definition = models.JSONField("口径")
    pack = models.CharField("来源包", max_length=60, blank=True)
    is_provisional = models.BooleanField("本地口径待定", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="indicator_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def declared(self) -> catalog.Indicator:
        """The declaration as the kernel reads it."""
        return catalog.Indicator.model_validate(self.definition)


class Document(models.Model):
    """A plan document: its text, whole and unchanged, under its hash."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    title = models.CharField("标题", max_length=160)
    title_en = models.CharField(max_length=240, blank=True)
    file_name = models.CharField("文件名", max_length=160)
    year = models.PositiveSmallIntegerField("规划年度", null=True)
    text = models.TextField("全文")
    sha256 = models.CharField(max_length=64)
    doubts = models.JSONField("疑点", default=list)
    layout = models.JSONField(default=dict)  # pages and places, as `Laid.packed` gives them
    figures = models.JSONField(default=list)  # start, end and role of every figure of the text
    pack = models.CharField("来源包", max_length=60, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "规划文件"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "sha256"], name="document_once_a_county"),
            models.CheckConstraint(condition=~Q(text=""), name="document_is_not_empty"),
            models.CheckConstraint(condition=Q(sha256__length=64), name="document_has_its_hash"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_pictured(self) -> bool:
        """Whether its pages can be shown as they were laid out."""
        original = getattr(self, "original", None)
        return original is not None and original.media in {"pdf", "picture"}

    @property
    def laid(self) -> Laid:
        """The text with the places where its lines and cells stand."""
        return Laid.unpacked(
            {"pages": [], "places": [], "notes": []} | self.layout | {"text": self.text}
        )


class Original(models.Model):
    """The bytes that were handed over, to be shown and given back as they came."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="original")
    media = models.CharField("格式", max_length=16)
    data = models.BinaryField("原件")

    class Meta:
        verbose_name = verbose_name_plural = "规划原件"

    def __str__(self) -> str:
        return self.document.file_name


class Draft(models.Model):
    """A target as read from a document; it counts for nothing until a person confirms it."""

    class Status(models.TextChoices):
        """Where a draft stands."""

        OPEN = "open", "待核对"
        CONFIRMED = "confirmed", "已确认"
        REJECTED = "rejected", "不是目标"
        MERGED = "merged", "已并入另一项"

    class Origin(models.TextChoices):
        """How a draft came to be."""

        READ = "read", "系统读出"
        SPLIT = "split", "拆分"
        ADDED = "added", "手工补录"

    document = models.ForeignKey(Document, models.CASCADE, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField("原文")
    numeral = models.CharField("原文数字", max_length=40)
    owner = models.CharField("承担单位（原文）", max_length=80, blank=True)
    owner_unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    indicator = models.CharField("指标", max_length=120)
    match = models.ForeignKey(Indicator, models.SET_NULL, null=True, related_name="+")
    period = models.CharField("期间", max_length=16, blank=True)
    relation = models.CharField("关系", max_length=2, choices=RELATIONS)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    unit = models.CharField("计量单位", max_length=16, blank=True)
    stretch = models.DecimalField("力争", null=True, max_digits=24, decimal_places=6)
    baseline = models.DecimalField("基数", null=True, max_digits=24, decimal_places=6)
    unsure = models.JSONField("需细看", default=list)  # the fields that a person must look at
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.READ)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    replaced = models.JSONField(null=True)  # what stood before this draft changed it
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "目标草稿"
        ordering = ["document", "start", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="draft_number_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="draft_has_a_place"),
            models.CheckConstraint(
                condition=Q(quote__contains=F("numeral")), name="draft_figure_is_in_its_quote"
            ),
            models.CheckConstraint(
                condition=Q(status="open") | Q(decided_at__isnull=False),
                name="draft_decision_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                name="draft_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.indicator}"

    @property
    def is_made_by_hand(self) -> bool:
        """Whether it was split off or added and nothing was decided of it yet."""
        return self.origin != self.Origin.READ and self.status == self.Status.OPEN

    @property
    def is_sure(self) -> bool:
        """Whether nothing of it needs a second look."""
        return not self.unsure


class TargetQuerySet(models.QuerySet["Target"]):
    """Chaining filters of targets."""

    def of_year(self, year: int) -> "TargetQuerySet":
        """The targets whose period lies in `year`, and those of every year."""
        return self.filter(Q(period__startswith=str(year)) | Q(period="annual"))

    def whole(self) -> "TargetQuerySet":
        """With all that a page names, in one query."""
        return self.select_related("indicator", "owner", "document__county")


class Target(models.Model):
    """A goal that the plan sets, with the words that set it."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name="牵头单位")
    period = models.CharField("期间", max_length=16)
    relation = models.CharField("关系", max_length=2, choices=RELATIONS)
    goal = models.DecimalField("目标值", max_digits=24, decimal_places=6)
    stretch = models.DecimalField("力争值", null=True, max_digits=24, decimal_places=6)
    baseline = models.DecimalField("基数", null=True, max_digits=24, decimal_places=6)
    schedule = models.CharField("推进方式", max_length=40)
    lights = models.CharField("亮灯规则", max_length=40)
    group = models.CharField("分组", max_length=40, blank=True)
    lead = models.CharField("责任岗位", max_length=60, blank=True)
    lead_en = models.CharField(max_length=90, blank=True)
    each = models.BooleanField("各单位分别达到", default=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="targets")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField("原文")
    numeral = models.CharField("原文数字", max_length=40)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("核对时间")
    draft = models.OneToOneField(Draft, models.PROTECT, null=True, related_name="target")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "目标"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "owner", "period"], name="target_once_a_period"
            ),
            models.CheckConstraint(condition=Q(goal__gt=0), name="target_goal_positive"),
            models.CheckConstraint(condition=~Q(quote=""), name="target_quotes_its_source"),
            models.CheckConstraint(
                condition=Q(quote__contains=F("numeral")) & ~Q(numeral=""),
                name="target_figure_is_in_its_quote",
            ),
            models.CheckConstraint(
                condition=Q(relation__in=[key for key, _ in RELATIONS]),
                name="target_relation_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.relation} {self.goal.normalize():f}"


class Share(models.Model):
    """What one unit owes of a target by the end of one month, and what it undertakes itself."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="shares")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shares")
    period = models.CharField("期间", max_length=16)
    amount = models.DecimalField("应完成", max_digits=24, decimal_places=6)
    undertaken = models.DecimalField("自认", null=True, max_digits=24, decimal_places=6)

    class Meta:
        verbose_name = verbose_name_plural = "分解"
        ordering = ["target", "unit", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "unit", "period"], name="share_once_a_period"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="share_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.period} {self.amount.normalize():f}"
