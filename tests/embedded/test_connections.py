"""Which database is in force follows from the environment, in three modes."""

import base64
import hashlib
import hmac
import os
from pathlib import Path

import pytest

from polact.embedded import connections
from polact.embedded.errors import EmbeddedError

ADMINISTRATOR = "postgres://admin:s%40cret@db.example:5433/cases?sslmode=require"


def password(role: str, *, key: bytes = b"s@cret") -> str:
    digest = hmac.new(key, role.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@pytest.mark.usefixtures("clean_environment")
class TestEmbedded:
    def test_names_the_socket_below_the_data_directory(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("POLACT_DATA", "/srv/Polact")
        assert connections.is_embedded()
        assert connections.database_url() == "postgres://polact_app@/polact?host=%2Fsrv%2FPolact%2Frun%2Fpostgres"
        assert connections.database_url("owner", database="x y").startswith("postgres://polact_owner@/x%20y?host=")
        assert connections.broker_url() == "redis+socket:///srv/Polact/run/broker/broker.sock"

    def test_moves_the_socket_out_of_a_folder_that_is_too_deep(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("POLACT_DATA", "/srv/" + "deep/" * 30)
        postgres, broker = connections.socket_directory("postgres"), connections.socket_directory("broker")
        assert max(len(str(postgres)), len(str(broker))) <= 88
        assert postgres != broker

    def test_draws_secrets_once_and_keeps_them_private(self, tmp_path: Path) -> None:
        key = connections.secret_key()
        assert len(key) >= 40
        assert connections.secret_key() == key
        assert len(connections.audit_key()) == 32
        assert {path.stat().st_mode & 0o777 for path in (tmp_path / "data" / "secrets").iterdir()} == {0o600}

    def test_starts_nothing_by_naming_a_connection(self, tmp_path: Path) -> None:
        connections.database_url("superuser")
        assert not (tmp_path / "data").exists()


class TestAdministrator:
    def test_derives_both_logins_from_the_administrators_password(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("DATABASE_URL", ADMINISTRATOR)
        for role, name in (("app", "polact_app"), ("owner", "polact_owner")):
            expected = f"postgres://{name}:{password(name)}@db.example:5433/cases?sslmode=require"
            assert connections.database_url(role) == expected  # type: ignore[arg-type]
        assert connections.database_url("superuser") == ADMINISTRATOR
        assert not connections.is_embedded()

    def test_derives_no_password_from_none(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/cases")
        assert connections.database_url() == "postgres://polact_app@127.0.0.1:5432/cases"

    def test_derives_from_a_password_in_the_query(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("DATABASE_URL", "postgres:///cases?host=/run/pg&user=admin&password=s%40cret")
        url = connections.database_url()
        assert url == f"postgres://polact_app:{password('polact_app')}@/cases?host=%2Frun%2Fpg"


class TestProduction:
    def test_uses_both_addresses_as_given(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("DATABASE_URL", "postgres://web:a@db/cases")
        clean_environment.setenv("DATABASE_OWNER_URL", "postgres://boss:b@db/cases")
        assert connections.database_url() == "postgres://web:a@db/cases"
        assert connections.database_url("owner") == "postgres://boss:b@db/cases"

    def test_takes_the_applications_own_login_as_given(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("DATABASE_URL", "postgres://polact_app:a@db/cases")
        assert connections.database_url() == "postgres://polact_app:a@db/cases"
        with pytest.raises(EmbeddedError, match="DATABASE_OWNER_URL"):
            connections.database_url("owner")

    def test_refuses_the_superuser_without_his_address(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("DATABASE_OWNER_URL", "postgres://boss:b@db/cases")
        with pytest.raises(EmbeddedError, match="DATABASE_ADMIN_URL"):
            connections.database_url("superuser")

    @pytest.mark.parametrize("read", [connections.secret_key, connections.audit_key])
    def test_refuses_to_draw_secrets(self, clean_environment: pytest.MonkeyPatch, read: object) -> None:
        clean_environment.setenv("DATABASE_OWNER_URL", "postgres://boss:b@db/cases")
        with pytest.raises(EmbeddedError, match="must be set in production"):
            read()  # type: ignore[operator]


class TestSecrets:
    def test_are_read_from_files(self, clean_environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "url").write_text("postgres://polact_app:from-file@db/cases\n")
        clean_environment.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
        assert connections.database_url() == "postgres://polact_app:from-file@db/cases"

    def test_refuse_a_file_that_cannot_be_read(self, clean_environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
        clean_environment.setenv("SECRET_KEY_FILE", str(tmp_path / "absent"))
        with pytest.raises(EmbeddedError, match=r"SECRET_KEY_FILE names .*absent, which cannot be read"):
            connections.secret_key()

    def test_refuse_a_value_and_a_file_at_once(self, clean_environment: pytest.MonkeyPatch) -> None:
        clean_environment.setenv("SECRET_KEY", "x")
        clean_environment.setenv("SECRET_KEY_FILE", os.devnull)
        with pytest.raises(EmbeddedError, match="both set"):
            connections.secret_key()

    @pytest.mark.parametrize("text", ["c2hvcnQ=", "not base64!"])
    def test_refuse_an_audit_key_that_is_not_32_bytes(self, clean_environment: pytest.MonkeyPatch, text: str) -> None:
        clean_environment.setenv("POLACT_AUDIT_KEY", text)
        with pytest.raises(EmbeddedError, match="32 bytes in base64"):
            connections.audit_key()
