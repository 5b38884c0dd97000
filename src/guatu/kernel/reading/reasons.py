"""What a person reads about each figure: why it became a target, or why it was left."""

from guatu.kernel.sentences import Sentence

REASONS = {
    "target": Sentence("列为目标。"),
    "stretch": Sentence("列为奋斗目标或上限，记在同一目标上。"),
    "baseline": Sentence("列为起点数，记在同一目标上。"),
    "date": Sentence("日期、时间或时限，不是目标。"),
    "numbering": Sentence("编号或序数，不是目标。"),
    "name": Sentence("名称、提法中的数字，不是目标。"),
    "aside": Sentence("括号中的说明，不是目标。"),
    "note": Sentence("备注、说明栏中的数，不是目标。"),
    "qualifier": Sentence("只限定所计的对象，属于指标名称。"),
    "actual": Sentence("已经完成或现有的数，不是目标。"),
    "norm": Sentence("上级标准或法定要求，只作对照。"),
    "threshold": Sentence("触发处置的界限，不是目标。"),
    "nameplate": Sentence("项目的设计规模，不是计划期内的量。"),
    "score": Sentence("考核分值、奖惩或交易金额，不是目标。"),
    "scope": Sentence("说明范围、分工或会务的数，不是目标。"),
    "contact": Sentence("电话等号码，不是目标。"),
    "heading": Sentence("标题中的数字，不是目标；如是目标请手工添加。"),
    "unclear": Sentence("读不出所计的对象；请人工确认是否为目标。"),
}


def reason_of(role: str) -> Sentence:
    """The sentence for a figure's role."""
    return REASONS[role]
