"""A copy of the whole product of a test's own, with a folder for everything that it could leave behind."""

from tests.embedded.conftest import copies, open_folder, pytest_collection_modifyitems

__all__ = ["copies", "open_folder", "pytest_collection_modifyitems"]
