"""What a clerk may change in a draft, in the words that they read."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.apps.plans.models import Draft
from guatu.apps.units.models import Unit
from guatu.kernel.periods import NotAPeriod, Period
from guatu.kernel.quantities import AmountRefused, parse_amount
from guatu.platform.locale import say


class FigureField(forms.CharField):
    """A figure as people type it, read by the product's one parser."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:  # noqa: ANN401 - Django's shape
        self.unit = unit
        super().__init__(**kwargs)
        self.widget.attrs |= {"class": "g-input", "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - a figure, or what was typed
        """A stored figure without idle zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's shape
        """The exact figure in the field's unit; None when the field is empty and may be."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_amount(text, unit=self.unit or None).value
        except AmountRefused as refusal:
            raise forms.ValidationError(say(refusal.sentence)) from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - Django's shape
        """Whether what is typed is not what is stored."""
        return str(self.prepare_value(initial) or "") != str(data or "")


class DraftForm(forms.ModelForm[Draft]):
    """The fields of a draft; the quote is the document's and is never edited."""

    value = FigureField(label=_("数值"))
    stretch = FigureField(label=_("力争"), required=False)
    baseline = FigureField(label=_("基数"), required=False)

    class Meta:
        model = Draft
        fields = [
            "indicator",
            "match",
            "owner_unit",
            "relation",
            "value",
            "unit",
            "stretch",
            "baseline",
            "period",
        ]
        labels = {
            "indicator": _("指标"),
            "match": _("目录口径"),
            "owner_unit": _("承担单位"),
            "relation": _("关系"),
            "unit": _("单位"),
            "period": _("期间"),
        }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's shape
        units: list[tuple[int, str]],
        catalog: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"draft-{self.instance.pk}-%s"
        self.fields["owner_unit"].required = False
        own = Unit.objects.filter(pk__in=[pk for pk, _ in units])
        self.fields["owner_unit"].queryset = own  # type: ignore[attr-defined] # a choice field
        self.fields["owner_unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined] # a choice field
        new = ("", _("都不是，新设一个"))
        self.fields["match"].choices = [new, *catalog]  # type: ignore[attr-defined] # a choice field
        self.fields["match"].required = False
        for field in self.fields.values():
            field.widget.attrs |= {"class": "g-input"}
            field.show_hidden_initial = True  # only what this page changed is stored
            if isinstance(field, FigureField):
                field.unit = self.instance.unit

    def clean_period(self) -> str:
        """A period that exists, or every year."""
        text = str(self.cleaned_data["period"]).strip()
        if text in {"", "annual"}:
            return text
        try:
            return str(Period.parse(text))
        except NotAPeriod as refusal:
            raise forms.ValidationError(say(refusal.sentence)) from refusal
