"""Keep the figures of those who rank beside a county; they grow only, as all figures do."""

import django.db.models.deletion
from django.db import migrations, models

from guatu.platform.append_only import append_only, never_emptied


class Migration(migrations.Migration):
    """Figures of peers, with their source."""

    dependencies = [
        ("observations", "0005_sums_at_every_level"),
        ("plans", "0002_review"),
        ("units", "0002_tiles_by_county"),
    ]
    operations = [
        migrations.CreateModel(
            name="PeerFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("peer", models.CharField(max_length=80, verbose_name="同类县市")),
                ("period", models.CharField(max_length=16, verbose_name="期间")),
                (
                    "measure",
                    models.CharField(
                        choices=[("value", "数值"), ("completion", "完成率")],
                        max_length=12,
                        verbose_name="度量",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=6, max_digits=24, verbose_name="数值"),
                ),
                ("known_at", models.DateTimeField(db_index=True, verbose_name="知晓时间")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="出处")),
                ("basis", models.CharField(blank=True, max_length=80, verbose_name="口径")),
                ("is_simulated", models.BooleanField(default=False, verbose_name="模拟数据")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="peer_figures",
                        to="plans.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "同类县市数",
                "verbose_name_plural": "同类县市数",
                "ordering": ["known_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "indicator", "peer", "period", "measure", "known_at"),
                        name="peer_figure_known_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_simulated", True), ~models.Q(("source", "")), _connector="OR"
                        ),
                        name="peer_figure_names_its_source",
                    ),
                ],
            },
        ),
        append_only("observations_peerfigure", keys=("id",)),
        never_emptied("observations_peerfigure"),
    ]
