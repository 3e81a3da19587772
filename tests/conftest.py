"""Figures are printed by `make bench`; the tests proper leave them out."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests marked `bench` out unless they are asked for with ``-m bench``."""
    if "bench" in str(config.getoption("markexpr")):
        return
    left_out = [item for item in items if item.get_closest_marker("bench")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("bench")]
