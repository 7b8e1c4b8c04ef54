"""A browser in which petra is signed in, and the steps of her journey by name."""

import pytest


@pytest.fixture
def petras(client, petra):
    client.force_login(petra)
    return client


@pytest.fixture
def steps(journey):
    return {step.name: step for step in journey.steps.all()}
