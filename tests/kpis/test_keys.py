"""Keyed hashes of customers, beside what the standard library makes of the same."""

import hmac

import polars as pl
import pytest

from kpis.ingest.keys import customer_keys

pytestmark = pytest.mark.capability("C21")


@pytest.mark.parametrize("secret", ["short", "k" * 64, "longer than a block " * 9])
@pytest.mark.parametrize("customer", ["C1", "", "Zoë 90", "x" * 500])
def test_key_is_hmac_sha256_of_the_id(secret, customer):
    found = customer_keys(pl.Series([customer]), secret, "")

    wanted = hmac.digest(secret.encode(), customer.encode(), "sha256")
    assert found.to_list() == [wanted]


def test_key_of_a_sources_own_id_is_another():
    everywhere, own, others = (
        customer_keys(pl.Series(["C1"]), "any", namespace)[0]
        for namespace in ("", "source 1", "source 2")
    )

    assert len({everywhere, own, others}) == 3
    assert own == hmac.digest(b"any", b"source 1\0C1", "sha256")
