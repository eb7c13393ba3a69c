#!/usr/bin/env python
"""polact's command line: `manage.py COMMAND`. Commands that change the schema or read all of the audit run as the owner role."""

import os
import sys

OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "showmigrations", "audit_verify", "seed"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("POLACT_DB_ROLE", "owner")
    from polact.embedded.errors import EmbeddedError

    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except EmbeddedError as error:
        sys.exit(f"polact: {error}")


if __name__ == "__main__":
    main()
