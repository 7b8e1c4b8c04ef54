"""Numbers as people write and read them."""

from decimal import Decimal

import pytest
from django import forms

from alignment.numbers import Number, plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1,5", "1.5"), (" 0,25 ", "0.25"), (",5", "0.5"), ("1.5", "1.5"), ("20", "20")],
)
def test_number_takes_a_decimal_comma(typed, meant):
    assert Number().clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1,500", "1,500,000", "1,500.5", "1.500,5", "1,5,5"])
def test_number_asks_for_a_point_where_a_comma_may_mean_thousands(typed):
    with pytest.raises(forms.ValidationError, match="Use a point for decimals"):
        Number().clean(typed)


@pytest.mark.parametrize(
    ("value", "said"),
    [("31.50", "31.5"), ("14.00", "14"), ("100", "100"), ("0.25", "0.25")],
)
def test_number_is_read_without_zeros_that_say_nothing(value, said):
    assert plain(Decimal(value)) == Number().prepare_value(Decimal(value)) == said
