"""The database: records, transactions, and the one place where every row is held to its workspace.

A Slack workspace sees and writes its own rows only. Reads are filtered and writes stamped here, and `workspace_id` leads
every key, so that the database itself refuses a row that points into another workspace. Records and queries never name it.
"""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from types import ModuleType
from typing import Annotated, Any, ClassVar, TypeVar

from sqlalchemy import (
    Engine,
    Executable,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    ORMExecuteState,
    Session,
    UOWTransaction,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.schema import ColumnCollectionConstraint

from models.columns import Day, Details, Flag, Json, Moment, Words
from models.engines import open_engine
from models.foreign_rows import guard
from models.refusals import NotFound
from models.row_ids import new_id
from models.turns import Turn

R = TypeVar("R", bound="Record")
TURN_SECONDS = 0.8
"""How long a writer waits for those of its own process, before it waits for the database itself."""


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

    in_passing: ClassVar[bool] = False
    """Whether its rows come and go without changing any answer to a question about the record."""

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


class Revision(Record):
    """The state that a workspace's record is in: a commit that changes anything puts a mark here that never stood before."""

    __tablename__ = "revisions"
    in_passing = True

    mark: Mapped[str]


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
    state.statement = state.statement.options(_only_of(workspace_id))


@lru_cache(maxsize=1024)  # the same for every statement, and costly to build
def _only_of(workspace_id: str) -> ExecutableOption:
    return with_loader_criteria(
        Record, lambda record: record.workspace_id == workspace_id, include_aliases=True
    )


@event.listens_for(WorkspaceSession, "do_orm_execute")
def _note_statements(state: ORMExecuteState) -> None:
    """Note whose record a statement changes; one over all workspaces may change any."""
    if not state.is_select and state.bind_mapper and not state.bind_mapper.class_.in_passing:
        state.session.info["changed"].add(state.session.info["workspace_id"])


@event.listens_for(WorkspaceSession, "after_flush")
def _note_rows(session: Session, _context: UOWTransaction) -> None:
    changed = (*session.new, *session.deleted, *filter(session.is_modified, session.dirty))
    session.info["changed"].update(row.workspace_id for row in changed if not row.in_passing)


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

    def reading(self) -> AbstractContextManager[Session]:
        """Open a view of one moment of every workspace that takes no lock and refuses to write."""
        return _session(self.engine, workspace_id=None, reading=True, postgresql_readonly=True)

    def close(self) -> None:
        """Close the connections that no thread is using."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """Open the database at `sqlite:///FILE` or `postgresql://…`; ValueError for another kind of address."""
    engine = open_engine(address)
    guard(engine)
    return Database(engine=engine)


@contextmanager
def _writing(engine: Engine, turn: Turn, **options: object) -> Iterator[Session]:
    """Let the writers of this process go one after the other: what the engines have for waiting passes some over."""
    in_turn = turn.take(TURN_SECONDS)
    try:
        with _session(engine, **options) as session:
            yield session
            session.flush()
            _mark_anew(session)
    finally:
        if in_turn:
            turn.pass_on()


@contextmanager
def _session(engine: Engine, **options: object) -> Iterator[Session]:
    with WorkspaceSession(engine, info={**options, "changed": set()}) as session, session.begin():
        session.info["connection"] = session.connection(execution_options=options)
        yield session


def _mark_anew(session: Session) -> None:
    """Mark every record that was changed. Last of all: who waits for the mark then waits for the commit only."""
    connection, changed = session.info["connection"], session.info["changed"]
    mark = secrets.token_hex(8)
    if None in changed:
        session.execute(update(Revision).values(mark=mark))
    for each in sorted(changed - {None}):
        connection.execute(_marking(connection.dialect.name), {"workspace_id": each, "mark": mark})


@cache  # as are the statements of each engine
def _marking(engine: str) -> Executable:
    marking = _dialect(engine).insert(Revision)
    new = {"mark": marking.excluded.mark}
    statement: Executable = marking.on_conflict_do_update(index_elements=[Revision.workspace_id], set_=new)
    return statement


@cache
def _inserting_or_ignoring(engine: str, record: type[Record]) -> Executable:
    ignoring = _dialect(engine).insert(record).on_conflict_do_nothing()
    statement: Executable = ignoring.returning(record.workspace_id)
    return statement


def _dialect(engine: str) -> ModuleType:
    return postgresql if engine == "postgresql" else sqlite


def found(session: Session, record: type[R], record_id: object, what: str) -> R:
    """Get a row by its id; NotFound, in the words of `what`, when this workspace has none."""
    row = session.scalars(select(record).filter_by(id=record_id)).one_or_none()
    if row is None:
        raise NotFound(what)
    return row


def insert_or_ignore(session: Session, record: type[Record], **values: object) -> bool:
    """Insert a row unless a unique key of it is taken; say whether it was inserted."""
    session.flush()
    connection = session.info["connection"]
    statement = _inserting_or_ignoring(connection.dialect.name, record)
    is_new: bool = connection.execute(statement, values).first() is not None
    if is_new and not record.in_passing:
        session.info["changed"].add(session.info["workspace_id"] or values["workspace_id"])
    return is_new
