"""The tree of places, bureaus and sections, and the posts that people hold in it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from guatu.kernel.measuring import Life


class Unit(models.Model):
    """A place, bureau, section, park or facility; `path` names all that stand above it."""

    key = models.SlugField("代号", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    name_en = models.CharField("英文名", max_length=90, blank=True)
    short = models.CharField("简称", max_length=20)
    kind = models.CharField("类别", max_length=24)
    code = models.CharField("区划代码", max_length=12, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=255, unique=True)
    files = models.BooleanField("填报单位", default=False)
    tile_x = models.PositiveSmallIntegerField(null=True)
    tile_y = models.PositiveSmallIntegerField(null=True)
    opened_on = models.DateField("设立日", null=True, blank=True)
    closed_on = models.DateField("撤销日", null=True, blank=True)  # the last day on which it stands
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
                name="unit_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(closed_on__isnull=False),
                name="unit_with_a_successor_is_closed",
            ),
            models.UniqueConstraint(
                fields=["parent", "tile_x", "tile_y"],
                condition=Q(tile_x__isnull=False),
                name="unit_has_a_tile_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & Q(path__endswith="/"),
                name="unit_path_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def life(self) -> Life:
        """From when to when it stands, and who goes on for it."""
        heir = self.successor.key if self.successor else None
        return Life(self.opened_on, self.closed_on, heir)

    def covers(self, other: "Unit") -> bool:
        """Whether `other` is this unit or stands below it."""
        return other.path.startswith(self.path)


class Role(models.TextChoices):
    """What a post entitles to."""

    LEADER = "leader", gettext_noop("市领导")
    DISPATCHER = "dispatcher", gettext_noop("调度专员")
    FILER = "filer", gettext_noop("填报员")
    OFFICER = "officer", gettext_noop("包保干部")
    ASSESSOR = "assessor", gettext_noop("考核员")
    ADMINISTRATOR = "administrator", gettext_noop("管理员")


class PostQuerySet(models.QuerySet["Post"]):
    """Chaining filters of posts."""

    def in_force(self, day: date) -> "PostQuerySet":
        """The posts held on `day`."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Post(models.Model):
    """A person in a role at a unit, for a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField("职责", max_length=16, choices=Role.choices)
    title = models.CharField("职务", max_length=40, blank=True)
    from_on = models.DateField("任职日")
    until_on = models.DateField("离任日", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role", "from_on"], name="post_held_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.get_role_display()}"
