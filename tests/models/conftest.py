"""Commissions at work, on each engine in turn."""

import pytest

from models.database import Database
from tests.builders import Office, office


@pytest.fixture
def milpitas(database: Database) -> Office:
    """Milpitas, set up and with nothing recorded."""
    return office(database)


@pytest.fixture
def one_engine(sqlite_database: Database) -> Office:
    """Milpitas on SQLite alone, for what the engine has no part in."""
    return office(sqlite_database)


@pytest.fixture
def cerritos(milpitas: Office, database: Database) -> Office:
    """Another workspace of the same database."""
    assert milpitas.workspace.workspace_id == "T1"
    return office(database, "T2")
