"""Keep running sums at every level, figures of the same period, and figures to their last digit."""

import django.db.models.deletion
import guatu.platform.exact
from django.db import migrations, models

from guatu.platform.append_only import append_only, let_go


class Migration(migrations.Migration):
    """Running sums at every level; exact figures."""

    dependencies = [
        ('observations', '0004_due_days'),
        ('plans', '0002_review'),
        ('units', '0003_units_open_close_and_merge'),
    ]

    operations = [
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='期末日')),
                ('period', models.CharField(blank=True, max_length=16, verbose_name='期间')),
                ('top', guatu.platform.exact.ExactField(verbose_name='分子')),
                ('bottom', guatu.platform.exact.ExactField(verbose_name='分母')),
                ('pairs', models.IntegerField(verbose_name='分子分母数')),
                ('bare', guatu.platform.exact.ExactField(verbose_name='数值')),
                ('bares', models.IntegerField(verbose_name='数值数')),
                ('filed', models.IntegerField(verbose_name='已报')),
                ('unsteady', models.IntegerField(verbose_name='报送时间倒序数')),
                ('due', models.IntegerField(verbose_name='应报')),
                ('known_at', models.DateTimeField(null=True, verbose_name='知晓时间')),
            ],
            options={
                'verbose_name': '各级变动',
                'verbose_name_plural': '各级变动',
                'ordering': ['indicator', 'unit', 'day'],
            },
        ),
        let_go("observations_observation", keys=("id",)),
        migrations.RemoveConstraint(
            model_name='observation',
            name='observation_measure_is_known',
        ),
        migrations.AlterField(
            model_name='observation',
            name='measure',
            field=models.CharField(choices=[('month', '本月'), ('ytd', '累计'), ('stock', '期末'), ('same_ytd', '同期累计'), ('yoy', '同比')], max_length=8, verbose_name='度量'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='value',
            field=guatu.platform.exact.ExactField(verbose_name='数值'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('measure__in', ['month', 'ytd', 'stock', 'same_ytd', 'yoy'])), name='observation_measure_is_known'),
        ),
        append_only("observations_observation", keys=("id",)),
        migrations.AddField(
            model_name='turn',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator'),
        ),
        migrations.AddField(
            model_name='turn',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(fields=('unit', 'indicator', 'day'), name='turn_once_a_day'),
        ),
    ]
