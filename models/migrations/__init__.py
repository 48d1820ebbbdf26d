"""The steps that bring a database's tables up to date, oldest first. Each runs on SQLite and PostgreSQL.

A new step: change the records, then
`alembic -x url=sqlite:////tmp/steps.db upgrade head` and
`alembic -x url=sqlite:////tmp/steps.db revision --autogenerate -m "what changes"`.
"""
