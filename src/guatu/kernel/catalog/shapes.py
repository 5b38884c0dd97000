"""What is wrong with the shape of a row: unknown, missing and mistyped fields."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guatu.kernel.catalog.draft import Origin
from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.models import Declared
from guatu.kernel.sentences import Sentence

TYPES: Mapping[str, Sentence] = {
    "string_type": Sentence("请写成带引号的文字。"),
    "bool_type": Sentence("请写成 true 或 false，不加引号。"),
    "int_type": Sentence("请写成整数，不加引号。"),
    "date_type": Sentence("请写成不带引号的日期，如 2023-03-31。"),
    "date_from_datetime_parsing": Sentence("请写成不带引号的日期，如 2023-03-31。"),
    "tuple_type": Sentence("请写成方括号列表。"),
    "dict_type": Sentence("请写成“单位 = 数字”的小表。"),
    "model_type": Sentence("请写成花括号小表。"),
    "not_a_period": Sentence("请写成 2023、2023-H1、2023-Q1 或 2023-06。"),
    "not_plain": Sentence("请写成普通小数，不用指数，最多六位小数。"),
    "string_pattern_mismatch": Sentence("键只用小写英文字母、数字、下划线和一个点。"),
    "string_too_short": Sentence("请填写内容。"),
    "too_short": Sentence("请至少写一项。"),
}


def shape_faults(error: ValidationError, model: type[Declared], origin: Origin) -> list[Fault]:
    """Turn what pydantic found in a row of `model` into faults."""
    return [_fault(detail, model, origin) for detail in error.errors(include_url=False)]


def _fault(detail: ErrorDetails, model: type[Declared], origin: Origin) -> Fault:
    """Turn one error into a fault."""
    where = detail["loc"]
    name = str(where[-1]) if where else ""
    if detail["type"] == "extra_forbidden":
        known = "、".join(model.model_fields) if len(where) == 1 else ""
        remedy = (
            Sentence("请删去，或改用：%(known)s。", known=known) if known else Sentence("请删去。")
        )
        return origin.fault(where, Sentence("没有叫“%(field)s”的字段。", field=name), remedy)
    if detail["type"] == "missing":
        return origin.fault(
            where, Sentence("缺少字段“%(field)s”。", field=name), Sentence("请补上这一行。")
        )
    message = Sentence("“%(field)s”的值“%(value)s”不对。", field=name, value=detail["input"])
    return origin.fault(where, message, _remedy(detail))


def _remedy(detail: ErrorDetails) -> Sentence:
    """Say how the value must be written."""
    kind, value = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "not_a_figure":
        if isinstance(value, str) and value.strip().endswith(("%", "％")):
            return Sentence("百分数只写数字：10% 写成 10，单位由指标给出。")
        return Sentence("请写成不带引号的数字，单位由指标给出。")
    if kind == "enum":
        return Sentence("可选：%(expected)s。", expected=context.get("expected", ""))
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        return Sentence("请写在界限之内，界限是 %(bound)s。", bound=bound)
    return TYPES.get(kind, Sentence("请对照字段说明改写。"))
