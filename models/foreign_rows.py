"""The last guard before the database: no statement of one workspace's transaction may name another workspace."""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.default import DefaultExecutionContext

from models.refusals import Refusal


def guard(engine: Engine) -> None:
    """Look at everything that is about to be executed, and let a refusal come through as it was raised."""
    event.listen(engine, "before_cursor_execute", _refuse_foreign_rows)
    event.listen(engine, "handle_error", _keep_refusals)


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
