"""What Alembic runs: the steps on the connection it is given, or on the address named with `-x url=`."""

from alembic import context
from sqlalchemy import Connection

from models.database import open_database
from models.schema import SETTINGS, declared_tables


def run(connection: Connection) -> None:
    """Run the steps in the connection's transaction."""
    context.configure(connection=connection, target_metadata=declared_tables(), **SETTINGS)
    context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    with open_database(context.get_x_argument(as_dictionary=True)["url"]).engine.begin() as connection:
        run(connection)
