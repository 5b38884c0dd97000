"""What the page about engines says, in Chinese and in English."""

TITLE = ("# 引擎", "# Engines")
LINK = ("[English](engines.en.md)", "[中文](engines.md)")
MADE = (
    (
        "本页由 `python -m bench.national --write` 生成，不手改。秒是处理器秒（各核相加），"
        "机器上别的活不计入；“墙上”那行除外。"
    ),
    (
        "Made by `python -m bench.national --write`, not by hand. Seconds are processor seconds "
        "of all cores together, so that other work on the machine does not count; the wall line "
        "is what it says."
    ),
)
ENVIRONMENT = (
    (
        "测于 {day}：{cores} 核 {cpu}，Python {python}、DuckDB {duckdb}，测完时负载 {load}"
        "（机器上还有别的活）。"
    ),
    (
        "Measured on {day}: {cores} cores {cpu}, Python {python}, DuckDB {duckdb}; load {load} "
        "at the end, with other work on the machine."
    ),
)
WHAT = (
    (
        "数据：`guatu lake generate` 造的 2,900 县 × 300 指标 × 60 个月，约 5,040 万条；"
        "每年年底研判一次，共五次，每条数用一次。“计量与完整率”含改数、1—2月、两条汇总规则、"
        "县市省国四级、应报已报；“增速与名次”和写文件另计。扫描求和读同样的全部七列。"
        "pandas 那行只做去重、求和、四级汇总，规则更少。与带索引的 PostgreSQL 的比较没有测。"
    ),
    (
        "Data: 2,900 counties × 300 indicators × 60 months by `guatu lake generate`, some 50.4 "
        "million facts; evaluated at the end of each of the five years, so that every fact is "
        "used once. Figures and completeness include revisions, January–February, both roll-up "
        "rules, four levels, filed and due; growth with ranks, and the files, are counted apart. "
        "The scan sums the same seven columns. The line of pandas drops old revisions, sums and "
        "rolls up four levels, with no other rule. PostgreSQL with indexes was not measured."
    ),
)
HEADS = (("量的是什么", "中位", "范围", "次", "目标"), ("what", "median", "range", "runs", "goal"))
NAMES = {
    "plain scan and sum": "扫描求和",
    "figures and completeness, all levels": "计量与完整率，四级",
    "growth and ranks": "增速与名次",
    "answer written to files": "写出结果文件",
    "files held against the manifest": "文件与清单核对",
    "pandas, sums of all levels": "pandas，四级求和",
    "figures of 1 million facts": "100 万条的计量",
    "peak of memory, evaluation": "研判进程内存峰值",
    "wall time, evaluation with files": "墙上时间，研判连写文件",
    "figures / scan": "计量 ÷ 扫描",
    "figures of 50 million / of 1 million": "5,000 万条 ÷ 100 万条",
    "pandas / figures": "pandas ÷ 计量",
}
MISSED = ("**未达**", "**missed**")
