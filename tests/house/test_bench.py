"""The table of speeds is made of every part that measures something."""

from tests.bench import parts


def test_bench_measures_every_part():
    names = {module.__name__.rpartition(".")[2] for module in parts()}

    assert names == {
        *("home", "ingest", "numbers", "search", "streams", "work", "writing")
    }
