"""One real scanner for the tests of files."""

from collections.abc import Iterator

import pytest

from tests.cases.attachments.scanner import running_clamd


@pytest.fixture(scope="session")
def clamd() -> Iterator[str]:
    """The address of a running clamd that knows EICAR."""
    with running_clamd() as address:
        yield address
