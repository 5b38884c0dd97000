"""What a figure counts, in the words of its clause: without figure, period and ambition."""

import re

from guatu.kernel.reading.figures import Numeral
from guatu.kernel.reading.relations import FALL, LEAST, MORE, MOST, RISE

AMBITION = (
    r"(?:力争|确保|预计|计划|争取(?!上级|国家|中央|省级|专项|项目|资金|政策)|全年|全力|努力|继续|进一步|重点(?!人群|对象|群体|领域|行业|区域|企业|项目|工程|建设用地|学科|流域)|基本(?!建成|完成)|全面|加快推进|加快|稳步推进|稳步|推进|推动|"
    r"大力|积极|着力|扎实|要|将|使|可|预期|年内|当年|就是要|至少|另|还|并|同时|分别|累计|共|也|需|须|已|现|初步|只|"
    r"组织实施好|组织实施|高质量|高标准|有序|滚动|统筹|坚持|冲刺|奋斗目标|目标|必须|动员|会同|牵头|负责|到底|其中|当中|"
    r"全[市县区镇省乡国]|我[市县区镇省乡]|主要预期目标是|我们|支持|促进|持续|做好|抓好|引导|仍然|带头|每年|每半年|每季度?|每月|到(?!位|账|户|岗|期|村|校|场|会|达|港|站)|年度(?=计划|投资|完成)|年末|年底|"
    r"安排好|紧盯|对|按照|按(?!期|时|质)|为|在)"
)
LEADING = re.compile(
    rf"^(?:{AMBITION}|\d{{1,2}}[.、)](?!\d)|[一二三四五六七八九十]+、(?![一二三四五六七八九十]+(?:、|产|是))|\([一二三四五六七八九十\d]+\)|[,:;、\"(●○■◆▪•※★☆]+(?=[^\"]*$)|\s)+"
)
COMPARED = (
    r"(?:同比|按可比口径|同口径|比(?:(?:上年|去年|\d{4}年)(?:预计|同期)?|预计|同期)|较(?:上年|去年)(?:同期)?|较|比上年|年均|平均每年|每年|分别|(?<![人户亩日月场])均|各|都|再|将|"
    r"也|要|可|共|共计|合计|总|约|近|有|为|是|至|在|到|由|从|完成率|就|约为|力争|确保|争取|努力|预计|全部|冲刺|奋斗目标|按|计划|安排|仍然|保|实现|完成|做到|建成后)"
)
TRAILING = re.compile(rf"(?:{MORE}|{LEAST}|{MOST}|{RISE}|{FALL}|{COMPARED}|[:,、(\"]+(?=$))+$")
FEW, MANY = 4, 10
CUT = re.compile(
    r"(?:新建改扩建及维修改造|新建改建|新改建|新建成|新建|新增建设|新增|新开工|新签约|新认定|新开通|新创建|新登记|新入库|新购|建成投产|建成|开展|实施|完成|实现|培育|打造|引进培育|引进|创建"
    r"|组建|安装|选派|招聘|招引|增补|布局建设|布局|发放|筹集|改造建设|改造提升|开工建设|启动建设|集中开工|开工|谋划做实|走访|促成|盘活|评选|归集|推广|举办|组织|维修改造|更换|硬化|整治|清运|储备|投放|抽调培训|配备|开通|修复|关停|治理|加固|争取|化解)"
)
PLANS = re.compile(  # 市文旅局计划接待游客: who plans is the owner, not what is counted
    r"^[省市县区州镇乡][一-鿿]{1,10}?(?:局|委|办|中心|公司)(?:计划|将|要|预计|力争|负责|安排|按职责开展)"
)
BUREAU = re.compile(  # 文旅局新增民宿: who acts is the owner, not what is counted
    rf"^[一-鿿]{{2,8}}(?<![格布全开结大])局(?=每|{CUT.pattern})"
)
OFTEN = re.compile(r"每(?:两[年月周]|半年|季度?|月|半月|旬|周|日|天)(?!活|需|间)")
DROPPED = re.compile(
    r"^(?:实施|完成|实现|打造|开展|组织|建设(?=.{4})|举办|开工建设|启动|布局建设|建成(?=.{6})|任务)"
)
LEAD = re.compile(
    rf"^(?:.{{0,8}}?{CUT.pattern}|每(?:千|万|百|十万)?[一-鿿]{{1,6}}?(?:拥有|配备|享有))"
)
DEED = re.compile(
    "(?:基本|全部|集中|重点|开工|建成|竣工|投产|投用|养护|治理|改造|整治|建设|修复|维修|轮换|办结|整改"
    "|验收|交付|达标|安置|搬迁|拆除|更换|开工建设)+"
)
OF_AMOUNT = re.compile(r"的(?:数量|总量|规模)$")
GENERIC = re.compile(
    r"^(?:总?产量|总?产值|产业产值|增速|占比|比重|占.{2,12}(?:比重|比例)|面积|投资|完成投资|合格率|覆盖率|开工率|普惠率|办结率|复耕率|产业规模|产业投资|排名|位次|"
    r"总数|金额|入库金额|到位率|实现产值|营业收入|实现营业收入|水质合格率|销号率|满意率|总产量|销售收入|惠及居民|升学与就业率|供水保证率|小包装比例|库容|装机容量|占年度任务|总?建筑面积|占地面积|总长度?|产销率|利税|工程量|增加值|(?:按期|按时)?办结率|[优达]良率|优良率|满意率|达标率|改造率|配置率|整改率|惠及[一-鿿]{2}|受益[一-鿿]{2}|完成率|投资完成率|列养率|利用率|带动就业|入驻企业|增资额|规模)$"
)
MEASURE = re.compile(
    r"(?:总?产量|总?产值|增速|占比|比重|面积|投资|合格率|覆盖率|开工率|率|排名|收入|增加值|总额|额|数|量|规模|能力|比例|人数|资金)$"
)
AFTER_NOUN = re.compile(
    r"^(?:以上|以下|以内|左右|及以上)*(?:的|份的|以上的)?(?P<noun>.*?)"
    r"(?:等(?:[一-鿿]{0,4}(?:项目|工程|工作|任务|设施|活动)(?:建设)?)?"
    r"|(?:的?建设)?任务|的?任务|的?目标|并.*|分解到.*)?(?:[,。;].*)?$"
)
HOW = re.compile(  # 12个村全部超过…, 吊桥年内全部处置到位: what is done with the things counted
    r"(?:\d{1,2}月(?:\d{1,2}日)?(?:底|末)?前|全部|均(?!衡)|年内|基本(?=[消完建达])|于(?=.{0,8}(?:前|底|完成)))+"
    "(?:(?P<deed>[一-鿿]{2})|.*)$"
)
STOPS = re.compile(
    r"^(?:以上|以内|以下|左右|上下|之内|力争|其中|冲刺|且|并|的?(?:水平|红线|底线|警戒线)|新台阶|大关|目标|任务|$|等$|\(|\))+"
)


# 打通甲路、乙路等断头路: the kind that the named ones stand for
SUCH_AS = re.compile(
    rf"^(?P<verb>(?:{CUT.pattern}|打通|建设)?)[^,;]{{4,}}等(?!级|候|于|高|各|式|次|额)(?P<noun>[一-鿿]{{3,}})$"
)


def noun_before(words: str) -> str:
    """The noun that stands before a figure, ambition, comparison and verbs of degree left out."""
    noun = words
    while True:
        shorter = BUREAU.sub("", PLANS.sub("", LEADING.sub("", TRAILING.sub("", noun))))
        if shorter == noun:
            break
        noun = shorter
    noun = OF_AMOUNT.sub("", _cut(SUCH_AS.sub(r"\g<verb>\g<noun>", noun)))
    return noun.strip("、,:;。\t")


def often(noun: str, before: str) -> str:
    """The noun with how often it recurs (每季度督查): one round is not the whole year's count."""
    found = OFTEN.search(before)
    if found is None or OFTEN.search(noun):
        return noun
    return found.group() + noun


def verb_before(words: str) -> str:
    """The words of degree that stand right before a figure."""
    found = TRAILING.search(words)
    return found.group() if found else ""


def _cut(noun: str) -> str:
    """The noun from its last verb of doing on, when a whole phrase leads up to that verb."""
    if len(noun) > 8:
        last = None
        for found in CUT.finditer(noun):
            rest = noun[found.end() :]
            if found.group() in {"实现", "完成"} and len(rest) <= FEW and found.start() <= MANY:
                return noun[: found.start()] + rest  # 失业人员实现再就业
            if found.start() >= 2 and len(rest) >= 2 and not MEASURE.fullmatch(rest):
                last = found
        if last:
            noun = noun[last.start() :]
    return DROPPED.sub("", noun) or noun


def noun_after(words: str) -> str:
    """The noun that a counted figure stands before: 标杆企业 in 打造3家标杆企业."""
    if STOPS.match(words) and not re.match(r"(?:以上|左右)(?:的)?[一-鿿\"]{2,}", words):
        return ""
    found = AFTER_NOUN.match(words)
    noun = found["noun"] if found else ""
    noun = re.sub(r"(?:年内|按时|如期)(?:完工|建成).*$", "", noun)
    if how := HOW.search(noun):
        noun = noun[: how.start()] + (how["deed"] or "")
    noun = re.sub(r"\([^()]{6,}\)?$|(?:落实到位|不变)$", "", noun)
    if len(noun) > 12 and "的" in noun[:-3]:
        noun = re.split("的", noun)[-1]
    return noun.strip("、,:;。\t")


def merged(topic: str, noun: str) -> str:
    """The topic and what is said of it, what both share said once: 标准化改造 and 改造率."""
    for size in range(min(len(topic), len(noun)), 1, -1):
        if topic.endswith(noun[:size]):
            return topic + noun[size:]
    return topic + noun


def lead_of(indicator: str) -> str:
    """The verb, with who does it, that an indicator opens with: 新建, 县医院新增, 每千人口拥有."""
    found = LEAD.match(indicator)
    return found.group() if found and len(indicator) - found.end() > 1 else ""


def is_deed(noun: str) -> bool:
    """Whether the noun only says what is done, not to what."""
    return DEED.fullmatch(noun) is not None


def is_odd(noun: str) -> bool:
    """Whether a noun looks cut in the wrong place: 比例不, 由, 的建设."""
    return re.search(r"[,;:()]|^[的比较与和由于到]|[的由为]$", noun) is not None


def is_generic(noun: str) -> bool:
    """Whether the noun says a measure and leaves out of what."""
    return GENERIC.match(noun) is not None


def topic_of(indicator: str) -> str:
    """What an indicator is of: 地产蔬菜 of 地产蔬菜种植面积."""
    topic = re.sub(
        r"^(?:新增|新建|引进|培育|完成|建成|创建|盘活|改造|发展|筹建|筹集|开工|实施)+",
        "",
        indicator,
    )
    shorter = MEASURE.sub("", topic)
    shorter = re.sub(r"(?:种植|总|由|的)$", "", shorter)
    return shorter or topic


def part_of(whole: str, part: str) -> str:
    """A part after 其中, with the name of its whole."""
    verb = re.match(
        r"^(?:新签约|新增|新建|招聘|培训|引进|创建|新登记|签约|收购新粮|收购|争取|发展|改造|培育|更换|交付|新认定|建成|评选)",
        whole,
    )
    lead = verb.group() if verb else ""
    rest = whole[len(lead) :]
    if part.startswith(lead) and lead:
        return part
    if part[-2:] and part[-2:] in rest:
        return lead + part
    if MEASURE.search(part) and len(part) > 3:
        return part
    return lead + part + (rest if len(part) <= 4 else "")


PAIRS = {"城乡": ("城镇", "农村"), "师生": ("教师", "学生"), "男女": ("男", "女")}
PAIRED = re.compile(rf"^(?P<lead>.*?)(?P<pair>{'|'.join(PAIRS)})(?P<rest>.+)$")


def heads_of(words: str) -> list[str]:
    """The things named in a list before 分别 or 各: 城镇、农村居民收入 gives both incomes."""
    words = LEADING.sub("", words)
    if found := re.match(r"^(?:其中)?(?P<parts>一二三|一二|二三)产(?:业)?(?P<rest>.+)$", words):
        return [f"{part}产{found['rest']}" for part in found["parts"]]
    if found := PAIRED.match(words):
        return [found["lead"] + each + found["rest"] for each in PAIRS[found["pair"]]]
    parts = [part for part in re.split("、|和|以及|及(?!时|格|其)|与", words) if part]
    if len(parts) < 2:
        return parts
    last = re.sub(r"[两三四五六七八九十]大", "", parts[-1])
    heads = []
    for part in parts[:-1]:
        whole = part if MEASURE.search(part) else part + _shared_tail(part, last)
        heads.append(whole)
    if (found := CASUALTIES.match(heads[0])) and len(last) <= len("直接经济损失"):
        last = found["of"] + last
    return [*heads, last]


CASUALTIES = re.compile("^(?P<of>.{2,})(?:起数|件数|例数|次数)$")  # 事故起数、死亡人数


def _shared_tail(part: str, last: str) -> str:
    """What the last of a list says for all: 居民人均可支配收入 of 农村居民人均可支配收入."""
    tail = last[len(part) :] if len(part) < len(last) else ""
    return tail if MEASURE.search(tail) else ""


def ranked(words: str, last: object) -> str:
    """The indicator of a rank: what is ranked, with 排名."""
    said = getattr(last, "indicator", "") if last else ""
    noun = re.sub(
        r"(?:[由从]|进入|位居|位列|列|居|保持|进到|前移|前进|进位|上升|提升|进|稳居|跻身|在|力争|确保|保)*(?:到|至)?(?:全[省市县国区州][^,]*?)?(?:前|第)?$",
        "",
        words,
    )
    noun = noun_before(noun)
    noun = re.sub(r"在全[省市].{2,8}中的", "", noun)
    if not noun:
        return said if re.search("位|排名", said) else said + "排名"
    if noun in {"排名", "位次", "增速"} and said:
        base = said.removesuffix("排名")
        return base + ("增速" if noun == "增速" and not base.endswith("增速") else "") + "排名"
    return noun if re.search("排名|位次", noun) else noun + "排名"


def zero_noun(before: str, after: str, numeral: Numeral) -> str | None:
    """返贫致贫0发生, 零…: what shall not happen."""
    if numeral.value == 0 and numeral.unit is None and re.match("(?:新增)?发生|事故|报告", after):
        return noun_before(before) or None
    return None


def prescribed(before: str, after: str) -> str | None:
    """按服务人口的20%储备药品: who holds what, by the measure that is set."""
    if "按" not in before:
        return None
    found = re.match(r"^(?P<who>.*?)(?:按照|按|达到|不低于).*$", before)
    done = re.match(
        r"^(?:日常)?(?:用量|储备量|消费量|标准|比例|的标准|的比例)*(?P<verb>储备|配备|提取|配置|设置|安排|准备好?)(?P<what>[^,;。]{2,24})",
        after,
    )
    if found is None or done is None:
        return None
    who = noun_before(found["who"])
    return f"{who}{done['what'].rstrip('。')}{done['verb']}"


def is_verb(noun: str) -> bool:
    """Whether the words before a figure are only a verb: 设立, 建设."""
    return (
        re.fullmatch(
            r"(?:设立|建设|发放|募集|首期|完成首期|实施|新建|建成|打造|争取|安排|落实|提供)+", noun
        )
        is not None
    )


def ends_in_verb(ahead: str) -> bool:
    """Whether the words before a figure end in a verb of doing: 今年改造 of 今年改造8座公厕."""
    return re.search(rf"{CUT.pattern}$", ahead) is not None or is_verb(ahead)


def joined(ahead: str, behind: str, before: str) -> str:
    """The noun after a counted figure, with the verb or the attribute before it."""
    lead = re.search(rf"{CUT.pattern}$", ahead)
    if lead:
        return DROPPED.sub("", lead.group()) + behind
    if before.endswith("的") and len(behind) <= 6:
        attribute = re.split("需要?|信息|涉及|等", ahead.removesuffix("的"))[-1]
        return attribute + behind
    return behind


def is_investment(noun: str) -> bool:
    """Whether the noun is bare money to be put into what another clause names."""
    return (
        re.fullmatch(r"(?:年度)?(?:总|计划|完成|安排|政府|累计)*(?:投资|资金)|年度投资", noun)
        is not None
    )
