"""The database: records, transactions, and the one place where every row is held to its workspace.

A Slack workspace sees and writes its own rows only. Reads are filtered and writes stamped here, and `workspace_id` leads
every key, so that the database itself refuses a row that points into another workspace. Records and queries never name it.
"""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    ORMExecuteState,
    Session,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql.schema import ColumnCollectionConstraint

from models.columns import Day, Details, Flag, Json, Moment, Words
from models.engines import open_engine
from models.refusals import NotFound, Refusal
from models.turns import Turn

R = TypeVar("R", bound="Record")
TURN_SECONDS = 1
"""How long a writer waits for those of its own process, before it waits for the database itself."""


def new_id(now: datetime) -> str:
    """Make an id of 32 hexadecimal digits, ordered by `now` to the millisecond."""
    return f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(10)}"


def _stamped_id(context: DefaultExecutionContext) -> str:
    return new_id(context.execution_options["now"])


def _stamped_workspace(context: DefaultExecutionContext) -> str:
    workspace_id = context.execution_options["workspace_id"]
    if workspace_id is None:
        raise TypeError("a new row over all workspaces names its own")
    return str(workspace_id)


def _own_columns(constraint: ColumnCollectionConstraint | Index, _table: Table) -> str:
    return "_".join(column.name for column in constraint.columns if column.name != "workspace_id")


Id = Annotated[str, mapped_column(primary_key=True, default=_stamped_id)]
"""A record's own id, made when it is written."""


class Record(DeclarativeBase):
    """A row of one workspace. Facts are added, never changed; what may change says so."""

    metadata = MetaData(
        naming_convention={
            "own": _own_columns,
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(own)s",
            "uq": "uq_%(table_name)s_%(own)s",
            "ix": "ix_%(table_name)s_%(own)s",
        }
    )
    type_annotation_map: ClassVar = {
        str: Words,
        date: Day,
        datetime: Moment,
        bool: Flag,
        Details: Json,
        list[str]: Json,
        list[Details]: Json,
    }

    workspace_id: Mapped[str] = mapped_column(
        Text, primary_key=True, default=_stamped_workspace, sort_order=-1
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Make the table strict, and let `belongs_to` columns point within their own workspace only."""
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if table is None:
            return
        table.kwargs["sqlite_strict"] = True
        for column in list(table.columns):
            if parent := column.info.get("belongs_to"):
                keys = ["workspace_id", column.name], [f"{parent}.workspace_id", f"{parent}.id"]
                table.append_constraint(ForeignKeyConstraint(*keys))


def belongs_to(table: str, *, primary_key: bool = False) -> MappedColumn[Any]:
    """Declare a column that holds the `id` of a row of `table` in the same workspace."""
    return mapped_column(info={"belongs_to": table}, primary_key=primary_key)


def unique(*columns: str) -> UniqueConstraint:
    """Declare columns that are unique together within a workspace."""
    return UniqueConstraint("workspace_id", *columns)


def index(*columns: str) -> Index:
    """Declare columns by which a workspace's rows are looked up or sorted."""
    return Index(None, "workspace_id", *columns)


class WorkspaceSession(Session):
    """A session whose statements see the rows of one workspace, named in `info`; None stands for all."""


@event.listens_for(WorkspaceSession, "do_orm_execute")
def _filter_reads(state: ORMExecuteState) -> None:
    workspace_id = state.session.info["workspace_id"]
    if workspace_id is None:
        return
    if not state.is_orm_statement:
        raise TypeError(
            f"only statements of record classes can be held to a workspace, not {state.statement}"
        )
    state.statement = state.statement.options(
        with_loader_criteria(Record, lambda record: record.workspace_id == workspace_id, include_aliases=True)
    )


def _refuse_foreign_rows(
    _connection: Connection,
    _cursor: object,
    _statement: str,
    _parameters: object,
    context: DefaultExecutionContext,
    _many: bool,  # noqa: FBT001
) -> None:
    workspace_id = context.execution_options.get("workspace_id")
    for parameters in context.compiled_parameters if workspace_id and context.compiled else ():
        for name, value in parameters.items():
            if name.startswith("workspace_id") and value != workspace_id:
                raise ValueError(f"a transaction of workspace {workspace_id} named {value}")


def _keep_refusals(context: ExceptionContext) -> None:
    if isinstance(context.original_exception, Refusal):
        raise context.original_exception


@dataclass(frozen=True, kw_only=True)
class WorkspaceDatabase:
    """The database as one workspace sees it."""

    engine: Engine
    workspace_id: str
    turn: Turn = field(default_factory=Turn, repr=False, compare=False)
    """Of the database: its writers in this process."""

    def transaction(self, now: datetime) -> AbstractContextManager[Session]:
        """Open a unit of work: committed at the end of the block, undone by an exception."""
        return _writing(self.engine, self.turn, workspace_id=self.workspace_id, now=now)

    def reading(self) -> AbstractContextManager[Session]:
        """Open a view of one moment that takes no lock and refuses to write."""
        return _session(self.engine, workspace_id=self.workspace_id, reading=True, postgresql_readonly=True)


@dataclass(frozen=True, kw_only=True)
class Database:
    """An open database, shared by all threads of a process."""

    engine: Engine
    turn: Turn = field(default_factory=Turn, repr=False, compare=False)

    def workspace(self, workspace_id: str) -> WorkspaceDatabase:
        """Hold everything to one workspace."""
        return WorkspaceDatabase(engine=self.engine, workspace_id=workspace_id, turn=self.turn)

    def all_workspaces(self, now: datetime) -> AbstractContextManager[Session]:
        """Open a unit of work over every workspace, for the scheduler and the command line; new rows name theirs."""
        return _writing(self.engine, self.turn, workspace_id=None, now=now)

    def close(self) -> None:
        """Close the connections that no thread is using."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """Open the database at `sqlite:///FILE` or `postgresql://…`; ValueError for another kind of address."""
    engine = open_engine(address)
    event.listen(engine, "before_cursor_execute", _refuse_foreign_rows)
    event.listen(engine, "handle_error", _keep_refusals)
    return Database(engine=engine)


@contextmanager
def _writing(engine: Engine, turn: Turn, **options: object) -> Iterator[Session]:
    """Let the writers of this process go one after the other: what the engines have for waiting passes some over."""
    in_turn = turn.take(TURN_SECONDS)
    try:
        with _session(engine, **options) as session:
            yield session
    finally:
        if in_turn:
            turn.pass_on()


@contextmanager
def _session(engine: Engine, **options: object) -> Iterator[Session]:
    with WorkspaceSession(engine, info=options) as session, session.begin():
        session.connection(execution_options=options)
        yield session


def found(session: Session, record: type[R], record_id: object, what: str) -> R:
    """Get a row by its id; NotFound, in the words of `what`, when this workspace has none."""
    row = session.scalars(select(record).filter_by(id=record_id)).one_or_none()
    if row is None:
        raise NotFound(what)
    return row


def insert_or_ignore(session: Session, record: type[Record], **values: object) -> bool:
    """Insert a row unless a unique key of it is taken; say whether it was inserted."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(record).on_conflict_do_nothing().returning(record.workspace_id)
    return session.scalar(statement, values) is not None
