"""Numbers as people write and read them."""

import re
from decimal import Decimal
from typing import Any

from django import forms

ONE_COMMA = re.compile(r"-?\d*,\d+")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+")
USE_A_POINT = "Use a point for decimals, like 1.5, and no comma."


def plain(value: Decimal) -> str:
    """Without zeros that say nothing: 31.5, not 31.50."""
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


class Number(forms.DecimalField):
    """Takes “1,5” for 1.5; a comma that may mean thousands is asked about."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and "," in value:
            said = value.strip()
            if THOUSANDS.fullmatch(said) or not ONE_COMMA.fullmatch(said):
                raise forms.ValidationError(USE_A_POINT, code="comma")
            value = said.replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value
