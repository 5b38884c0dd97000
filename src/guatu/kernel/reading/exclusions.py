"""Why a figure of the text is no target: the grounds, in the order they are looked for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guatu.kernel.reading.figures import AREAS, Numeral, Script, listed
from guatu.kernel.reading.relations import TAIL

LIMIT = "(?:级)?(?:及)?(?:以上|以下|以内|以外)"
LIMIT_AFTER = re.compile(LIMIT)
ORDINAL = re.compile("第[一二三四五六七八九十、]+$")
NAME_BEFORE = re.compile(r"[A-Za-z]-?$|\d-$|[+×]$|\d:$|^:$")
UNFINISHED = re.compile("未(?:完成|达到?)[^,;]{0,12}$")
SCOPED = ("以上", "上述", "等", "这", "共", "组成")
# 三个方面, 十大工程, 两项改革: a count in characters of how one proceeds, not of things to do
HAN_PROCEEDS = re.compile(
    "(?:方面|大(?!棚|型)|是|要|新(?!能源)|更|必须|坚持|维护|意识|自信|全覆盖|步|行动|工程|百|文件"
    "|产业|核心|着力|统筹"
    "|规定|原则|阶段|步骤|环节|层次|梯队|工作|任务|措施|机制|制度|改革|重点|攻坚|确保|一批|硬|体育|清单|会议|中|全会|实事|副局长|副主任|\\d)"
)
HAN_NEVER = frozenset(
    listed(
        "日 月 年 天 分 点 度 里 方 成 处 类 面 本 把 门 道 师 队 组 对 班 层 级 次 件 份 周 岁 "
        "种 期 元 克 兆 伏 升 瓦 斤 小时 秒 分钟 周年 个月 工作日 "
        "个工作日 g 场 节 片 头 线"
    )
)
OF_THINGS = re.compile("(?:新建|建成|新增|招聘|培训|改造|完成|更换|撤并)[^,;。]{0,16}$")
NAMED_PLACE = re.compile("[山岭岗沟河湖寺镇坪湾店铺桥屯庄峡]")  # 五台山, 三道河, 十里铺
OF_PLACES = frozenset(listed("台 道 里 门 口"))
MANY = 100
LABELLED = re.compile(
    "(?!以[上下内]|左右|上下|之[内间]|力争|且|并|的|个|余|多|位|名|[提增扩升压降缩减收上拓恢调])[一-鿿]{2}"
)
ONE_BUILT = re.compile("(?:新建|建成|新增)$")
NUMBERED = re.compile(r"(?:表样?|附件|图|栏目)$")
TELEPHONE = re.compile("(?:电话|热线|传真|邮编|印数|号码|举报)[^。]{0,24}$")
PUBLIC_NUMBER = re.compile("号|电话|热线|急救|呼救|指挥")
MONEY_OF_RULES = re.compile(
    "奖励|奖金|罚款|保证金|起始价|增价|竞买|处罚|押金|出让年限|工作经费|扣发|扣减|年终奖"
)
DAY = re.compile("前|内|至|报|起|上午|下午|左右")
CLOCK = re.compile(r"时(?!限)|:\d|月|年|日|号")
LENGTH_OF_TIME = re.compile(
    "(?:每|连续|近|前|后|提前|(?<!不)超过|不足|历时|为期|满|再|延长|近期|当作|一|两)$"
)
SPAN_OF_LIFE = re.compile("(?:年限|寿命|年龄|周期|时长|期限)[^,]{0,6}$")  # 人均预期寿命78.3岁
LENGTH_AFTER = re.compile(
    "(?:来|后|前|以来|之内|内|试点|行动|计划|接听|核查|响应|办结|上门|落实|值班|无进展|当)"
)
HAVE = re.compile(
    "(?:现有|共有|已有|实有|拥有|目前有|已经|下设|辖|仅|仅为|只有|原有|欠|在岗职工|全年共|累计[^,]{0,6}已)$"
    "|^(?:其中|全[市县区镇省])?(?:现有|共有|已有|实有|目前|现总)|现有[^,]{0,8}$"
)
DONE_ALREADY = re.compile(
    "(?:已(?!脱)|全年共(?!同)|完成了|建成了|实现了|达到了|增长了|荣获|获评)[^,]{0,12}$"
)
DONE_AFTER = re.compile("[^,。]{0,10}(?:已到位|已发行|已完成|已办结|参加|作交流|作了|受到)")
NORM_AFTER = re.compile(
    rf"(?:{LIMIT})?[^,。、]{{0,4}}的(?:国家|省定?|法定|控制|现行|警戒|最低)?[^,。、]{{0,3}}(?:标准|规定|规范|要求|警戒线|门槛|较低水平|限值)"
)
NORM_BEFORE = re.compile(
    "(?:国家|省里?|省定|部委|法定|法律|上级)规定[^,。]{0,18}$|警戒|优于[^,。]{0,8}$|超过省[^,。]{0,10}$|保证水位"
    "|门槛[^,。]{0,4}$|阈值|每按|按每[^,。]{0,12}$|核载"
)
CONDITION = re.compile(
    "(?:对|若|如|凡|当|得分|连续|低于|高于|不足|少于|超过|大于|下降|退位|进位|发生|居后|末|滞后|达到|逾期|死亡)[^,。]{0,14}$"
)
CONSEQUENCE = re.compile(
    rf"(?:{LIMIT})?[^,。]{{0,8}}的(?:[^一-鿿]|$|[^,。]{{0,12}}(?:约谈|通报|监测|预警|取消|问责|上报|企业$|不纳入|挂牌|指标$|调整|亮|组$|单位$|患者|转诊|跟进))"
    "|起(?:较大)?以上[^,。]{0,24}的$"
)
CASES = re.compile(
    "(?:^|[,;。])(?:对|凡|若|如|当)[^,]{0,20}(?:低于|高于|不足|超过|少于|大于|下降|达不到)$"
)
CASES_AFTER = re.compile(rf"(?:{LIMIT})?[^,。]{{0,4}}的")
NAMED_BY_TIME = re.compile("(?!以[上下内]|左右|内|前|后|压|缩|降|减|提)[一-鿿]{2,12}$")
COMPARED = re.compile("(?:低于|高于|不足|少于|大于|小于|多于)$")  # 能耗低于0.3吨的企业
REPEATED = re.compile(r"连续$|限购|不得超过$|一式$|各执$|报警(?!器|系统|点)|低于$(?<=水温低于)")
MEETINGS = re.compile(
    "成员$|(?<!调训)(?<!培训)(?<!科级)干部$|组长|第一议题|党组会|领导小组|专题(?:研究|会)|召开|例会|调度(?:不少于)?$|报送|通报(?:不少于)?$"
    "|监测频次|设置点位|专家组|联席会|交办的$|对\\d+月份"
)
LEFT_OVER = re.compile("由|涉及|因|达到|按|正|移交|继续|转|持续|$")
SCOPE_AFTER = re.compile(
    "服务专班|专班|小组|督导组|分会场|环节|单位参加|部门|责任人|方面|督查组|州城区|市州|社区实际"
)
SIZE_OF_PROJECT = re.compile(
    "(?:总投资|投资|占地|年产|年产值|日处理|日处理鲜奶|产能|面积|装机|时速|里程|全长|长)(?:约|达|为)?$"
)
NAMEPLATE = re.compile("(?:年产|日处理|日产|全长|占地|规模为|起步价)(?:约|达|为)?$")
NAMED_POWER = frozenset({"吨", "千瓦", "兆瓦", "千伏", "伏", "升", "只"})
NOUN_OF_NAME = re.compile("(?!以上|左右|以内|以下|力争|任务|储备|的?新台阶)[一-鿿]{2,}")
BUILT = re.compile("(?:布局建设|新建|储备|完成|收购|建成|[由从])[^,]{0,4}$")
LEVEL_CHANGE = re.compile("(?:提|增|扩|升|压|降|缩|减|收|上|拓|恢)")


@dataclass(frozen=True, slots=True)
class Place:
    """A numeral in its clause: the words before and after it, and how deep it stands.

    `before` and `after` reach to the next numeral, `clause_before` and `clause_after` to the
    ends of the clause; times named in `clause_before` are left out.
    """

    numeral: Numeral
    before: str
    after: str
    depth: int
    clause_before: str
    clause_after: str
    others_after: Sequence[Numeral]

    @property
    def unit(self) -> str:
        """The unit without its scale, or nothing."""
        return self.numeral.base


def ground_of(place: Place) -> str | None:
    """The name of the ground by which the figure is left; None when it may be a target."""
    for ground, holds in GROUNDS:
        if holds(place):
            return ground
    return None


def _is_numbering(place: Place) -> bool:
    if place.before.endswith("第") and place.unit not in {"位", "名"}:
        return True
    if ORDINAL.search(place.clause_before):
        return True
    opens = place.numeral.start == 0 or place.before in {"(", ""}
    if opens and place.numeral.unit is None and re.match(r"[.、)\]]", place.after):
        return True
    return NUMBERED.search(place.before) is not None and place.unit in {"", "号", "条"}


def _is_contact(place: Place) -> bool:
    numeral = place.numeral
    if numeral.unit is not None:
        return TELEPHONE.search(place.clause_before) is not None and len(numeral.text) >= 5
    if TELEPHONE.search(place.clause_before) and len(numeral.text) >= 3:
        return True
    return len(numeral.text) >= 7 or PUBLIC_NUMBER.match(place.after) is not None


def _is_name(place: Place) -> bool:
    numeral = place.numeral
    if place.depth % 2 == 1:
        return True
    if place.unit == "" and re.match("[A-Za-z]", place.after):
        return True
    if NAME_BEFORE.search(place.before) or re.match(r"[+×]|:\d", place.clause_after):
        return True
    if numeral.script is Script.HAN:
        return _is_name_in_characters(place)
    return _is_label(place)


def _is_label(place: Place) -> bool:
    """A bare number before a noun that no verb of degree leads to: 世界500强企业, 104国道."""
    if place.numeral.unit is not None or not place.numeral.value:
        return False
    leads = re.search(rf"(?:{TAIL.pattern}|前|第|[为约达超保争])$", place.before) is not None
    return not leads and LABELLED.match(place.after) is not None


def _is_name_in_characters(place: Place) -> bool:
    numeral = place.numeral
    if numeral.unit is None:
        return True
    if numeral.base in OF_PLACES and NAMED_PLACE.match(place.after):
        return True
    is_never = numeral.base in HAN_NEVER and numeral.unit == numeral.base
    if is_never and (numeral.value < MANY or numeral.is_timed):
        return not (OF_THINGS.search(place.before) and numeral.base in {"场", "处", "件", "次"})
    if HAN_PROCEEDS.match(place.after) or HAN_PROCEEDS.match(place.after.removeprefix("个")):
        return True
    if numeral.value <= 1:
        return not ONE_BUILT.search(place.before) and numeral.base not in {"个百分点", "%"}
    return False


def _is_aside(place: Place) -> bool:
    """In brackets: an explanation, unless it says the figure before it in other words."""
    if place.depth < 2:
        return False
    if re.search(
        r"\((?:其中[^()]*|(?:力争|奋斗目标|冲刺|争取)(?:达到|达|突破)?)$", place.clause_before
    ):
        return False
    closes = re.match(r"(?:以上|左右)?\)", place.clause_after) is not None
    return not (closes and place.before.endswith("("))


def _is_date(place: Place) -> bool:
    numeral = place.numeral
    if numeral.base == "日" and DAY.match(place.after):
        return True
    if numeral.unit is None and CLOCK.match(place.after):
        return True
    if numeral.is_timed and SPAN_OF_LIFE.search(place.before):
        return False
    if numeral.base in {"年", "月", "周年", "日"} and not place.after.startswith("常"):
        return True
    if not numeral.is_timed:
        return False
    return bool(LENGTH_OF_TIME.search(place.before) or LENGTH_AFTER.match(place.after))


def _is_score(place: Place) -> bool:
    if place.unit == "分" and not re.search("(?:满意度|测评|评价|指数)[^,]{0,6}$", place.before):
        return True
    return MONEY_OF_RULES.search(place.clause_before) is not None


def _is_norm(place: Place) -> bool:
    return bool(NORM_AFTER.match(place.after) or NORM_BEFORE.search(place.clause_before))


def _is_threshold(place: Place) -> bool:
    words = place.clause_before
    if place.unit == "位" and re.search("[末后]$", words):
        return True
    if place.clause_after.startswith("的") and UNFINISHED.search(words):
        return True
    if CONDITION.search(words) and CONSEQUENCE.match(place.clause_after):
        return True
    if CASES.search(words) and CASES_AFTER.match(place.clause_after):
        return True
    if words.endswith(("低于", "高于", "超过", "不足")) and re.search(
        "或|的立即|预警", place.clause_after
    ):
        return True
    return REPEATED.search(words) is not None


def _is_qualifier(place: Place) -> bool:
    numeral = place.numeral
    if numeral.script is Script.SCALE or re.match(
        r"级(?!以上)|制|[-—–~至]"
        r"\d+(?:周?岁)",
        place.clause_after,
    ):
        return True
    if numeral.base in {"岁", "周岁"}:
        return SPAN_OF_LIFE.search(place.before) is None
    if numeral.is_timed and place.others_after and NAMED_BY_TIME.match(place.after):
        return True
    if (place.before.endswith("每") and place.others_after) or (
        COMPARED.search(place.before) and re.match("的[一-鿿]{2}", place.after)
    ):
        return True
    if limit := LIMIT_AFTER.match(place.after):
        return _limits(place, place.after[limit.end() :])
    return _sizes(place) or _measures(place)


def _limits(place: Place, rest: str) -> bool:
    """Whether 以上 goes on to a noun that is counted: 5000万元以上企业3家."""
    numeral = place.numeral
    others = place.others_after
    is_before = bool(others) and others[0].start == numeral.end + len(place.after)
    if is_before and (not rest or (numeral.is_counted and re.fullmatch("[一-鿿]{2,14}", rest))):
        return True  # 5000万元以上5家; 56人及以上大班额班级90个
    if numeral.is_counted or numeral.base == "人次":
        return False
    names = re.match(r"(?:的)?[一-鿿\"A-Za-z]", rest) is not None
    return names and not re.match("(?:左右|力争|其中|且|并)", rest)


def _sizes(place: Place) -> bool:
    """A size before a noun that another figure counts: 过10亿元企业由4家增加到6家."""
    if place.before.endswith(("超", "过", "达", "突破")):
        noun = re.match("的[一-鿿]|企业|项目|村|园区|镇|农产品|农业", place.after)
        return noun is not None
    return (
        place.unit == "米" and place.before.endswith(("站点", "半径", "周边", "范围", "范围内"))
    ) or (place.unit == "种" and bool(place.others_after) and place.numeral.script is Script.HAN)


def _measures(place: Place) -> bool:
    """总投资30亿元的项目: the size of what is named after it."""
    if not SIZE_OF_PROJECT.search(place.before):
        return False
    if not re.match(r"的?[一-鿿\"]", place.after) or re.match(
        "以上|左右|力争|建设$|用于|,", place.after
    ):
        return False
    return place.after.startswith("的") or bool(place.others_after) or place.unit not in AREAS


def _is_nameplate(place: Place) -> bool:
    if place.after.startswith("×") or NAMEPLATE.search(place.before):
        return True
    if place.unit in {"千伏", "伏"} and NOUN_OF_NAME.match(place.after):
        return True
    if COMPARED.search(place.before):
        return False
    if place.unit not in NAMED_POWER or LEVEL_CHANGE.match(place.after):
        return False
    return NOUN_OF_NAME.match(place.after) is not None and not BUILT.search(place.before)


def _is_actual(place: Place) -> bool:
    words = place.clause_before
    if words.endswith(("现有", "有")) and "基础上" in place.clause_after:
        return False
    if HAVE.search(words) or DONE_ALREADY.search(words):
        return "已建成" not in words
    return DONE_AFTER.match(place.after) is not None


def _is_scope(place: Place) -> bool:
    words = place.clause_before
    counts = place.numeral.is_counted
    if counts and re.search(
        "(?:(?<!完成)(?<!改造)(?<!整治)(?<!实施)全[省市县区国镇]|对标全市|上述|以下|下列|结合全镇|分布在|印|印发)$",
        words,
    ):
        return True
    if counts and re.match("由[^,;。]{2,14}(?:负责|承担)", place.after):
        return True
    if counts and re.search("(?:剩余|余下|其余)$", words) and LEFT_OVER.match(place.after):
        return True
    if place.numeral.script is Script.HAN and words.endswith(SCOPED):
        return True
    return bool(SCOPE_AFTER.match(place.after) or MEETINGS.search(words))


Ground = tuple[str, Callable[[Place], bool]]
GROUNDS: tuple[Ground, ...] = (
    ("numbering", _is_numbering),
    ("contact", _is_contact),
    ("name", _is_name),
    ("aside", _is_aside),
    ("date", _is_date),
    ("score", _is_score),
    ("norm", _is_norm),
    ("threshold", _is_threshold),
    ("nameplate", _is_nameplate),
    ("qualifier", _is_qualifier),
    ("actual", _is_actual),
    ("scope", _is_scope),
)
