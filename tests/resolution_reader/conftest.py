"""Every document of the repository, read once for all tests of one process that ask for it."""

import pytest

from tests.documents.evaluate import Result, all_results


@pytest.fixture(scope="session")
def every_document(tmp_path_factory) -> list[Result]:
    """Tests that ask for it say `xdist_group("every document")`, so that no second process reads them as well."""
    return list(all_results(tmp_path_factory.mktemp("documents")))
