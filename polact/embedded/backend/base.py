"""The database wrapper and the `dbshell` client that start the embedded PostgreSQL when it is needed."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from polact.embedded import postgres
from polact.embedded.binaries import postgres_binaries


class DatabaseClient(PostgresClient):
    """`psql` of the embedded binaries, on the embedded server."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Return the command line of psql, with the socket's folder, which Django expects elsewhere, as its host."""
        host = settings_dict["HOST"] or settings_dict["OPTIONS"].get("host", "")
        arguments, environment = super().settings_to_cmd_args_env({**settings_dict, "HOST": host}, parameters)
        return [str(postgres_binaries() / "psql"), *arguments[1:]], environment

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start the server and hold it while psql runs."""
        postgres.ensure_running()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL whose server is started by the first connection, and awaited once when it has just fallen."""

    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection; raises `EmbeddedError` when the server cannot be started."""
        postgres.ensure_running()
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            # The server may be coming back after a crash: wait for it, then let the second refusal stand.
            postgres.ensure_running()
            return super().get_new_connection(conn_params)
