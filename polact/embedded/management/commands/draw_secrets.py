"""`manage.py draw_secrets FOLDER`: draw every secret that docker-compose.yml reads from files."""

import base64
import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Writes one file a secret, into a folder that only its owner can enter; never replaces one that exists.

    The files themselves are readable to all: a container sees them, without the folder, under another number.
    """

    help = "Draw the passwords, keys and connection addresses of a production set-up into a folder, one file each."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where the secrets go and how the servers are called."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--database-server", default="database:5432")
        parser.add_argument("--broker-server", default="broker:6379")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files."""
        folder: Path = options["folder"]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name, value in draw(database=options["database_server"], broker=options["broker_server"]).items():
            path = folder / name
            if path.exists():
                raise CommandError(f"{path} exists: secrets are never replaced; name another folder.")
            path.write_text(value, encoding="ascii")
            path.chmod(0o444)
        self.stdout.write(f"secrets drawn into {folder}")


def draw(*, database: str, broker: str) -> dict[str, str]:
    """Return the content of every secret file by its name, for servers at these addresses."""
    passwords = {login: secrets.token_urlsafe(32) for login in ("postgres", "polact_owner", "polact_app", "broker")}

    def url(login: str) -> str:
        return f"postgres://{login}:{passwords[login]}@{database}/polact"

    return {
        "postgres_password": passwords["postgres"],
        "database_admin_url": url("postgres"),
        "database_owner_url": url("polact_owner"),
        "database_url": url("polact_app"),
        "broker_configuration": f"requirepass {passwords['broker']}\nappendonly yes\ndir /data\n",
        "broker_url": f"redis://:{passwords['broker']}@{broker}/0",
        "secret_key": secrets.token_urlsafe(64),
        "audit_key": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
