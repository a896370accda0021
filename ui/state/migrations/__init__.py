"""Alembic's migrations of the state store; `env.py` runs them on the connection that `State.open` gives."""
