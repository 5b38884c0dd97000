"""What one figure counts and how it binds: a commitment of its clause."""

import re

from guatu.kernel.reading import naming
from guatu.kernel.reading.clauses import Clause
from guatu.kernel.reading.figures import AREAS, RANKS, Numeral
from guatu.kernel.reading.passages import Passage, Spot, is_rank, says_open_goal, timed_by
from guatu.kernel.reading.relations import FALL, LEAST, MORE, MOST, RISE, bound_by, relation_of
from guatu.kernel.reading.threads import LISTED, Commitment, Thread
from guatu.kernel.reading.topics import completed

RANK_WORDS = frozenset({*RANKS, "名"})
OF_TASK = re.compile("(?:目标|任务|计划)+的$")  # 完成全年任务的20%
OF_DEED = re.compile("的(?:除险|加固|改造|整治|建设|治理|维修|修复|验收|申报|创建)")
OWN_VERB = re.compile("^,?(?:力争|确保)?(?:投资|争取|安排|筹措|发放|投入|新增|引进|到位)")
AT_LEAST = re.compile("(?:至少|最少)[一-鿿]{1,4}$")  # 每镇至少建有1个
DONE_BEFORE = re.compile("完成(?!率)|实现")
DEGREE = re.compile(f"{RISE}|{FALL}|{MORE}|{LEAST}|{MOST}")
SCOPED = re.compile(
    r"(?P<noun>.{2,}?)(?P<verb>不低于|不少于|达到|不超过|不高于|高于|低于|占)(?P<of>[^,;。]{1,14})$"
)


def add(
    passage: Passage, spot: Spot, *, verb: str = "", kind: Numeral | None = None
) -> Commitment | None:
    """The commitment of one figure; None, with its role noted, when it cannot be told of what."""
    numeral, thread = spot.numeral, passage.thread
    if _says_rank(passage, spot):
        return _rank(passage, spot)
    if says_open_goal(spot.before, passage.block.text[numeral.end :]):
        return _open_goal(passage, spot)
    spot, verb = _scoped(spot, verb)
    verb = verb or naming.verb_before(spot.before)
    if past := _resumed(passage, spot):
        found = commit(
            passage, spot.clause, numeral, past, relation_of(past, verb, spot.after, numeral)
        )
        if passage.past:
            found.baseline = passage.past.numeral.value
            found.start = min(found.start, passage.past.clause.start)
        found.construction = "resumed"
        return found
    noun = naming.zero_noun(spot.before, spot.after, numeral) or _noun(passage, spot, kind)
    if noun is not None and _is_whole_cost(noun, thread):
        passage.roles[numeral.start] = "nameplate"
        return None
    if noun is None or (numeral.unit is None and kind is None and not verb and numeral.value):
        passage.roles[numeral.start] = "unclear"
        return None
    relation = _bound(passage, spot, noun, verb, kind or numeral)
    noun = naming.often(noun, spot.before) if numeral.is_counted else noun
    return commit(passage, spot.clause, numeral, noun, relation)


def _bound(passage: Passage, spot: Spot, noun: str, verb: str, numeral: Numeral) -> str:
    """How the figure binds: by the verb before it, or by 完成 said before the whole list."""
    thread = passage.thread
    if DONE_BEFORE.search(spot.before):
        thread.inherited_done = "完成"
    elif spot.clause.opener == ";" or OWN_VERB.match(spot.before) or _does(spot.before):
        thread.inherited_done = ""
    if AT_LEAST.search(spot.before):
        passage.bound = "verb"
        return ">="
    is_free = not DEGREE.search(verb)
    done = thread.inherited_done if is_free else ""
    if "按" in spot.before and naming.prescribed(spot.before, spot.after):
        verb = verb or "不低于"
    passage.bound = bound_by(verb, done, spot.after)
    relation = relation_of(noun, verb + done, spot.after, numeral)
    if relation in {"+=", "-="} and spot.numeral.is_counted and naming.noun_after(spot.after):
        return "="
    return relation


def _does(before: str) -> bool:
    """Whether the words open with a verb of their own, so that 完成 said before is over."""
    return naming.CUT.match(before.lstrip(",")) is not None


def _open_goal(passage: Passage, spot: Spot) -> Commitment:
    """The year's goal that a review sets its result against: what the result counted."""
    past, last = passage.past, passage.thread.last
    noun = (naming.noun_before(past.before) if past else "") or (last.indicator if last else "")
    found = commit(passage, spot.clause, spot.numeral, noun or "目标", "=")
    found.period, found.construction = passage.default, "open goal"
    return found


def _of_task(passage: Passage) -> str:
    """占全年任务的27%以上: of what was counted before, how much of its task."""
    near, past = passage.thread.last_in_sentence, passage.past
    said = near.indicator if near else (naming.noun_before(past.before) if past else "")
    return said + "占任务" if said else "任务完成"


def _is_whole_cost(noun: str, thread: Thread) -> bool:
    """总投资 of one project is its size; that of a counted portfolio is a target."""
    if not noun.endswith("总投资"):
        return False
    return not any(found.numeral.is_counted for found in thread.of_sentence())


def _resumed(passage: Passage, spot: Spot) -> str | None:
    """去年…88%, 今年力争达到90%: what last year's figure counted, said again for this year."""
    past = passage.past
    if past is None or past.numeral.unit != spot.numeral.unit:
        return None
    if naming.noun_before(spot.before) or passage.thread.last_in_sentence:
        return None
    return naming.noun_before(past.before) or None


def _says_rank(passage: Passage, spot: Spot) -> bool:
    numeral = spot.numeral
    if numeral.unit is not None and numeral.base not in RANK_WORDS:
        return False
    is_pledged = spot.before.endswith("保") and numeral.unit is None
    return is_rank(passage, spot.clause, numeral) or numeral.base in RANKS or is_pledged


def _scoped(spot: Spot, verb: str) -> tuple[Spot, str]:
    """比例不低于总里程的5%: the words between the verb and the figure set apart."""
    if verb or naming.verb_before(spot.before):
        return spot, verb
    found = SCOPED.match(spot.before)
    if found is None or (spot.numeral.is_counted and naming.noun_after(spot.after)):
        return spot, verb
    if found["verb"] == "占":
        return spot, ""
    noun = spot.before if found["verb"] in {"高于", "低于"} else found["noun"]
    kept = Spot(spot.clause, spot.numeral, noun, spot.after)
    return kept, "不低于" if found["verb"] == "高于" else found["verb"]


def commit(
    passage: Passage, clause: Clause, numeral: Numeral, noun: str, relation: str
) -> Commitment:
    """Put down a commitment of the clause, with the period that holds in it."""
    found = Commitment(
        passage.block,
        clause.start,
        max(clause.end, numeral.end),
        numeral,
        noun,
        relation,
        passage.period,
        numeral.value,
        numeral.unit,
        construction="list" if clause.opener in LISTED else "plain",
        named=passage.named,
        bound=passage.bound,
        timed=timed_by(passage, clause, numeral.start),
        tense=_tense(passage, clause),
    )
    passage.named, passage.bound = "said", "form"
    passage.thread.commitments.append(found)
    passage.thread.subject = ""
    passage.roles[numeral.start] = "target"
    return found


def _tense(passage: Passage, clause: Clause) -> str:
    """Whether a word of the sentence plans, up to the end of the clause."""
    return "plan" if passage.plans_from < clause.end else "open"


def _rank(passage: Passage, spot: Spot) -> Commitment:
    """进入全市前三, 前进3个位次, 保2: a rank is reached from above."""
    noun = naming.ranked(spot.before, passage.thread.last)
    if noun == "排名" and passage.past is not None:
        noun = naming.ranked(passage.past.before, None)
    found = commit(passage, spot.clause, spot.numeral, noun, "<=")
    found.unit, found.construction = "位", "rank"
    if re.search("(?:前进|进位|上升|前移|提升)$", spot.before):
        found.relation, found.unit = "+=", spot.numeral.unit or "位"
    return found


def _noun(passage: Passage, spot: Spot, kind: Numeral | None) -> str | None:
    """What the figure counts: the words before it, after it, or what was said last."""
    numeral = kind or spot.numeral
    if OF_TASK.search(spot.before):
        passage.named = "task"
        return _of_task(passage)
    if prescribed := naming.prescribed(spot.before, spot.after):
        passage.named = "prescribed"
        return prescribed
    ahead = naming.noun_before(spot.before)
    counts = numeral.is_counted or numeral.base in AREAS or numeral.base in {"", "人份"}
    behind = naming.noun_after(spot.after) if counts or not ahead or naming.is_verb(ahead) else ""
    if behind and ahead and OF_DEED.match(spot.after) and not naming.is_verb(ahead):
        passage.named = "deed"
        return ahead + behind
    if len(behind) >= 2:
        passage.named = "behind" if ahead and not naming.ends_in_verb(ahead) else "joined"
        return naming.joined(ahead, behind, spot.before)
    return completed(passage, spot, ahead)
