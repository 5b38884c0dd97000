"""The words of the page about forecasts, Chinese first."""

from collections.abc import Mapping, Sequence

from guatu.kernel.forecasting import Method

NAMES: Mapping[Method | None, Sequence[str]] = {
    Method.SEASONAL_NAIVE: ("季节外推（余下照上年）", "seasonal naive"),
    Method.STRAIGHT_LINE: ("序时外推", "straight line"),
    Method.SEASONAL_SHARE: ("全年占比", "seasonal share"),
    Method.RUN_RATE: ("近三月进度", "run rate"),
    Method.GROWTH: ("上年余量乘增幅", "growth of last year's rest"),
    Method.LAST_VALUE: ("最新值", "last value"),
    Method.RETURNING: ("回归", "returning"),
    Method.MODEL: ("模型", "model"),
    Method.BLEND: ("合成", "blend"),
    None: ("选定的默认", "chosen default"),
}
ENGLISH_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
WORDS: Mapping[str, Sequence[str]] = {
    "title": ("# 年终预测", "# Year-end forecasts"),
    "link": ("[English](forecasts.en.md)", "[中文](forecasts.md)"),
    "made": (
        (
            "`python -m bench.forecast --write` 重做这一页；"
            "`script/bench forecast` 与 `script/bench m3` 重量每个数。"
            "为什么这样选，见[默认的预测方法](../explanation/default-forecast.md)。"
        ),
        (
            "`python -m bench.forecast --write` makes this page anew; `script/bench forecast` and "
            "`script/bench m3` measure its figures. Why the default is the default: "
            "[the default forecast](../explanation/default-forecast.en.md)."
        ),
    ),
    "environment": (
        (
            "测于 {day}：{cores} 核 {cpu}，Python {python}，只用标准库；"
            "一、五、十五分钟负载 {load}（机器上还有别的活）。"
        ),
        (
            "Measured {day}: {cores} cores of {cpu}, Python {python}, nothing but its standard "
            "library; load over 1, 5 and 15 minutes {load} (the machine had other work)."
        ),
    ),
    "errors_flow": (
        "## 累计数：站在某月看全年，平均差多少（%）",
        "## Flows: mean error of the year's sum, seen from a month (%)",
    ),
    "errors_flow_note": (
        "真实的全国月度序列和三省发电量。每个月份只用那时已有的数；选方法也只看更早年份的表现。",
        (
            "Real national series and power generation of three provinces. Each month uses what "
            "was "
            "known then; the choice of a method reads earlier years only."
        ),
    ),
    "errors_level": (
        "## 比率与指数：站在某月看十二月",
        "## Rates and indexes: December seen from a month",
    ),
    "errors_level_note": (
        "单位是这条序列此前同月变动的平均值（MASE）。",
        "In units of the series' mean change over twelve months up to then (MASE).",
    ),
    "quartiles": ("　其中间一半", "its middle half"),
    "method": ("方法", "method"),
    "counts": (
        "{series} 条序列，每个月份 {places} 个年份，共 {all} 次。",
        "{series} series, {places} years at each month, {all} in all.",
    ),
    "coverage": ("## 区间真的罩得住吗", "## Do the intervals hold"),
    "coverage_note": (
        "三月到十一月，选定的默认方法。M3 一栏的序列没有用来定区间的宽度，是没见过的检验。",
        (
            "March to November, the chosen default. The widths were not set on the M3 series: "
            "these "
            "are the unseen check."
        ),
    ),
    "set": ("序列", "series"),
    "all": ("全国序列合计", "national, pooled"),
    "set_flow": ("　累计数", "flows"),
    "set_level": ("　比率与指数", "rates and indexes"),
    "set_unseen": ("M3 月度的十二分之一，当累计数", "one in twelve of M3, as flows"),
    "by_month": ("80 % 区间，按月", "80 % interval by month"),
    "chances": ("## 完成把握说得准吗", "## Do chances come true"),
    "chances_note": (
        "假设的目标：累计数按历年增幅的中间值，上下 3 %；比率按上年十二月，上下半个常年变动。",
        (
            "Goals as a plan may set them: flows grown by the middle growth so far, 3 % more and "
            "less; "
            "levels at last December, half a usual change more and less."
        ),
    ),
    "brier": (
        (
            "Brier 分 {score}（总说平均数是 {plain}；越小越好），共 {count} 次；"
            "没见过的 M3 序列 {unseen}。"
        ),
        (
            "Brier score {score} (always telling the mean: {plain}; smaller is better) over "
            "{count}; "
            "on the unseen M3 series {unseen}."
        ),
    ),
    "told": ("说的把握", "told"),
    "came": ("真的完成", "came true"),
    "count": ("次数", "n"),
    "defaults": ("## 每个指标的默认", "## The default of each indicator"),
    "defaults_note": (
        "站在最后一个完整年份的三、六、九月，按更早年份选出的方法。",
        "As chosen by earlier years for March, June and September of the last whole year.",
    ),
    "indicator": ("序列", "series"),
    "competition": (
        "## M3 月度竞赛：1,428 条，预测 18 个月",
        "## M3 monthly: 1,428 series, 18 months ahead",
    ),
    "competition_note": (
        (
            "OWA 都对公布的 NAIVE2；目标 ≤ 0.82。黑体是本产品的模型，其余是公布的参赛成绩。"
            "合成哪几个模型是看着这些序列定的。"
        ),
        (
            "OWA against the published NAIVE2; the goal is ≤ 0.82. Bold: models offered here; the "
            "others as published. Which models to combine was decided looking at these series."
        ),
    ),
    "speed": ("## 多快", "## How fast"),
    "speed_note": (
        "300 条 36–60 个月的序列，一个进程，含 50/80/95 % 区间，秒。",
        "300 series of 36–60 months, one process, with 50/80/95 % intervals, in seconds.",
    ),
    "seasonal naive, no interval": (
        "季节外推，不含区间（基线）",
        "seasonal naive, no interval (baseline)",
    ),
    "choosing anew with interval": ("现选方法，含区间", "choosing the method anew, with interval"),
    "seasonal_share with interval": ("全年占比，含区间", "seasonal share, with interval"),
    "model with interval": ("模型，含区间", "model, with interval"),
    "blend with interval": ("合成（默认），含区间", "blend (the default), with interval"),
    "speed_0": ("做什么", "what"),
    "speed_1": ("中位", "median"),
    "speed_2": ("四分位", "quartiles"),
    "speed_3": ("次数", "runs"),
    "speed_4": ("目标", "goal"),
    "limits": (
        (
            "不足：区间宽度的几个常数是看着全国序列定的（M3 那一行没有）；"
            "三月的 80 % 区间偏窄，十一月偏宽；"
            "比率的 95 % 区间偏窄（2020 与 2021 年的大起大落）；把握在 0.3–0.6 之间时略偏高。"
        ),
        (
            "Shortcomings: the constants of the widths were set looking at the national series "
            "(not "
            "those of the M3 row); the 80 % interval is narrow in March and wide in November; "
            "the 95 % "
            "interval of rates is narrow (the swings of 2020 and 2021); chances between 0.3 and "
            "0.6 are told a "
            "little high."
        ),
    ),
}


def method_name(method: Method | None, language: int) -> str:
    """A method's name on the page."""
    return NAMES[method][language]


def title_of(month: int, language: int) -> str:
    """A month's name at the head of a column."""
    return (f"{month}月", ENGLISH_MONTHS[month - 1])[language]
