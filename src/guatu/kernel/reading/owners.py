"""Who commits to a figure: by the item, else by the nearest heading, else by the issuer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HAN = r"[一-鿿]"
PLACE = r"[省市县区州旗盟镇乡]"
ENDING = (
    r"(?:分局|局(?!长|势|面|党|属|务)|委员会|[改健信商农工法建]委(?!员|书|会)|管委会|办公室|办事处"
    r"|[府融讯展]办(?![好理法公事])|中心(?!城|工|镇|校|点|任|副|组|医院|卫生|血站|小学|幼儿)|人民政府|镇政府|联社|集团(?!军)|公司"
    r"|[一-鿿]{2}财政(?![局收供支投资金部贡总性])|政法委|督查室|指挥部|税务局|法院|检察院|学会|协会"
    r"|总医院|人民医院(?!、)|专班|大队|支队)"
)
UNIT_NAME = (
    rf"(?:{HAN}{{2,4}}{PLACE}|{PLACE})(?:委|政府)?{HAN}{{0,14}}?{ENDING}(?:{HAN}{{2,4}}分局)?"
)
TOWN = rf"{HAN}{{2,6}}[镇乡](?:人民)?政府|{HAN}{{2,6}}街道办事处"
TEAM = rf"{HAN}{{1,14}}(?:组|专班|股|科|室|队|所|中心|站|办|处|部|局|委)"
BUREAU = rf"{HAN}{{2,7}}(?<![格布全开结大])局"  # 民政局: the place left unsaid
HEADING = re.compile(rf"^(?:{TOWN}|{UNIT_NAME})")
PARTY = re.compile(r"^乙方:(.{2,20})$")
SUBJECT = re.compile(
    rf"(?:^|[,。;:、!.)]|年|内|会议要求|将由|由|和)(?P<name>{TOWN}|{UNIT_NAME})"
    r"(?=计划|将|要|负责|牵头|抢抓|紧|聚焦|坚持|会同|力争|预计|确保|全年|今年|20|近日|日前|昨日|召开|发布|透露)"
)
ACTS = re.compile(  # (四)县农业农村局、县市场监管局按职责开展…
    rf"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+[.、])"
    rf"(?P<name>{UNIT_NAME}(?:、{UNIT_NAME})*)"
    r"(?=按|开展|安排|组织|完成|投入|落实|推进|加强|联合|做好)"
)
BEGINS = re.compile(  # 市科技局新增基站300个: a unit that a sentence opens with
    rf"(?:^|[。;]|(?:^\([一二三四五六七八九十\d]+\)|^\d+[.、]))(?P<name>{UNIT_NAME}|{BUREAU})"
    r"(?<!医院)(?<!集团)(?<!公司)(?<!大队)"
    r"(?=新增|新建|新签约|新认定|实施|完成|建成|引进|培育|改造|举办|实现|争取|推动|加快|打造|承担|建设|开展|组织|力争|安排|(?<=局)每)"
)
TITLED = re.compile(  # 澄江高新技术产业开发区管理委员会2015年工作思路
    rf"^(?P<name>{HAN}{{2,24}}?(?:管理委员会|管委会|{ENDING}|学校|中学|小学|大学|学院|医院|银行|支行))"
    r"(?=(?:关于)?(?:\d{4}|二[〇零0○Oo])[^,。]{0,12}(?:工作|计划|要点|安排|打算|思路|方案|目标|任务))"
)
LEAD = re.compile(
    rf"(?:牵头单位|责任单位|责任股室|责任科室|责任部门|牵头部门|承办单位|主办单位|完成单位|责任主体|牵头股室|落实单位|实施单位)"
    rf":(?P<named>[^;。)(:,]{{2,40}})"
    rf"|\((?P<within>[^():;。,]{{2,24}}?)(?:共同)?(?:牵头|按职责分工负责|分别负责|负责|承办)(?:,[^()]*|监测|实施|落实)?\)"
    rf"|\((?P<alone>(?:{UNIT_NAME}|{TEAM}|{PLACE}{HAN}{{2,8}}集团)(?:、(?:{UNIT_NAME}|{TEAM}))*)\)(?=[。;]?$|[。;])"
    rf"|由(?P<by>[^,。;:()]{{2,40}}?)(?:牵头)?负责(?=[。;,]|$)"
)
BEARER_NAME = (
    rf"(?!由|共|各|已|要|应|将|严|不|切实|认真|分别)(?:(?!由){HAN}){{1,14}}?"
    "(?:局|办|委|厅|处|科|股|室|中心|站|院|会|社|部|公司|集团|政府|街道|镇|乡|队|组)"
)
BEARER = re.compile(
    rf"(?:^|[,。;:!.)]|[一二三四五六七八九十]、|由)(?P<name>{BEARER_NAME}(?:、{BEARER_NAME})*)"
    r"(?=牵头|负责)"
)
LEAD_OF_HEADING = re.compile(
    r"\((?:(?:牵头|责任|承办)(?:单位|部门|股室|科室):)?(?P<name>[^():,。;]{2,24}?)(?:牵头|负责|承办)?\)$"
)
UNIT_ALONE = re.compile(  # (一)经济发展办公室: the heading is who answers for what stands under it
    r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+[.、])"
    rf"(?P<name>{HAN}{{2,14}}(?:办公室|局|科|股|处|中心|[改健信农工法建资]委|站|所|公司|街道办事处))$"
)
NAME_ENDS = re.compile(r"$|\d|[一二][〇零0○]|关于|[(:、,—\-]|主要|工作|年度|印发|文件|重点|落实")
INFORMS = re.compile(rf"(?:从|据)(?P<name>{UNIT_NAME})(?=获悉|了解到|消息|通报|介绍|召开的)")
SEVERAL = re.compile(r"以上分别由([^。;]{4,80})负责")
TEAM_ITEM = re.compile(
    rf"^[(\d一二三四五六七八九十).、]+(?P<name>{HAN}{{1,10}}(?:组|专班|队|股|科|室|站|所))(?=\(|:|。)"
)
DIVIDED = re.compile(
    rf"(?P<name>{HAN}{{2,8}}?(?:股|科|室|处|组))(?:承担|负责)第(?P<items>[一二三四五六七八九十、]+)项"
)
DIVIDED_BY = re.compile(
    rf"(?:^|[,。;:])(?P<items>[一二三四五六七八九十]+(?:、[一二三四五六七八九十]+)*)项由(?P<name>{HAN}{{2,14}}?)负责"
)
PURSE = re.compile(
    rf"(?:^|[,。;])(?P<name>(?:{PLACE}级?|本级)财政)(?=首批|每年|统筹|安排|投入|全年|筹)"
)
PERSONS = re.compile(
    rf"(?:^|[,。;])(?P<name>{PLACE}\"?[^,。;\"]{{1,6}}\"?领导|{HAN}{{0,4}}班子成员|{HAN}{{2,4}}专员)(?=每人)"
)
PRONOUN = re.compile("[该我本各]")
NEWLY = re.compile("新|建|打造|支持|推动|认定|实施|完成|推进|创建|加快|引进")
NO_UNIT = re.compile(rf"^(?:中共)?{HAN}{{0,5}}{PLACE}(?:委|政府|人民政府)$")


@dataclass(frozen=True, slots=True)
class Charge:
    """A party named in an item: it answers for the letters from `start` to `end`."""

    start: int
    end: int
    name: str


def heading_owner(words: str, first_cell: str) -> str | None:
    """The unit that a heading opens with, or the second party of a letter."""
    if party := PARTY.match(words):
        return party[1]
    named = [f for f in (HEADING.match(first_cell or words), TITLED.match(words)) if f]
    if not named:
        return None
    found = max(named, key=lambda each: len(each.group()))
    name = found.group()
    rest = words[len(name) :]
    if NO_UNIT.match(name) and not re.match(r"(?:19|20|二〇)|$", rest):
        return None
    if rest.startswith(("局", "长", "书记")):
        return None
    return None if NO_UNIT.match(name) and not re.search("[镇乡]", name) else name


def is_whole(name: str, heading: str) -> bool:
    """Whether a name ends where the heading ends, or before its year, its subject or a mark."""
    return NAME_ENDS.match(heading.removeprefix(name)) is not None


def lead_of_heading(words: str) -> str | None:
    """The lead named in brackets at the end of a heading: 一、基层党建(组织股牵头)."""
    if alone := UNIT_ALONE.match(words):
        return alone["name"]
    found = LEAD_OF_HEADING.search(words)
    if found is None:
        return None
    says = re.search("牵头|责任|承办|负责", found.group()) is not None
    return found["name"] if says else None


def team_owner(words: str) -> str | None:
    """The team that a numbered item opens with: (一)驻长三角招商组(组长:…)."""
    found = TEAM_ITEM.match(words)
    return found["name"] if found else None


def subjects(words: str) -> Iterator[tuple[int, str]]:
    """The units that act in a paragraph, with the letter where each begins to."""
    acting = [
        *ACTS.finditer(words),
        *BEGINS.finditer(words),
        *SUBJECT.finditer(words),
        *BEARER.finditer(words),
        *INFORMS.finditer(words),
    ]
    end = 0
    for found in sorted(acting, key=lambda each: (each.start("name"), -each.end("name"))):
        name = found["name"]
        if found.start("name") < end or PRONOUN.match(name):
            continue  # inside a longer name, or said of who was named before
        if not NO_UNIT.match(name) and not NEWLY.match(name):
            end = found.end("name")
            yield found.start("name"), name
    for pattern in (PURSE, PERSONS):
        for found in pattern.finditer(words):
            yield found.start("name"), found["name"]


def is_bare(name: str) -> bool:
    """Whether a bureau is named without its place (民政局), as one of many in a paragraph."""
    return re.fullmatch(BUREAU, name) is not None and re.search(PLACE, name) is None


def is_local(name: str) -> bool:
    """Whether the party answers for its own sentence only (a purse, persons)."""
    return re.search("财政$|领导$|成员$|专员$", name) is not None


def charges(words: str) -> Iterator[Charge]:
    """The lead units written at the end of an item, each with the letters it answers for."""
    start = 0
    for found in LEAD.finditer(words):
        named = found["named"] or found["within"] or found["alone"] or found["by"]
        if found.group().startswith("责任单位") and "牵头单位" in words[max(0, start - 24) : start]:
            start = found.end()  # who only takes part beside a lead unit
            continue
        begin = start
        if found["by"] and words[found.start() - 1 : found.start()] != "。":
            begin = max(start, words.rfind("。", 0, found.start()) + 1)
        yield Charge(begin, found.end(), _shortened(named))
        start = found.end()


def _shortened(named: str) -> str:
    """The name without who assists and without the words of the office for it."""
    name = re.split("配合|会同|,", named)[0]
    return name.removesuffix("等部门").removesuffix("牵头").removesuffix("共同")


def parted_charges(words: str) -> Iterator[Charge]:
    """以上分别由甲、乙、丙负责: the parts before it, one unit each, in order."""
    for found in SEVERAL.finditer(words):
        names = found[1].split("、")
        start = words.rfind("。", 0, max(0, found.start() - 1)) + 1
        parts = list(re.finditer(r"[^;。]+", words[start : found.start()]))
        if len(parts) != len(names):
            continue
        for part, name in zip(parts, names, strict=True):
            yield Charge(start + part.start(), start + part.end(), name)


def divided_items(words: str) -> dict[str, str]:
    """业务股承担第一、四项: the sections by number, and who carries them."""
    return {
        item: found["name"].removeprefix("责任分解")
        for pattern in (DIVIDED, DIVIDED_BY)
        for found in pattern.finditer(words)
        for item in found["items"].split("、")
    }


def is_same_unit(one: str, other: str) -> bool:
    """Whether one name is the other shortened: 市卫健局 and 洪湖市卫生健康局."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(letter in rest for letter in short)
