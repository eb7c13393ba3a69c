"""`manage.py stack`: the whole product on one machine, until Ctrl-C."""

import sys
import time
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser

from polact.embedded.accounts import end_with_parent
from polact.embedded.preparation import prepare
from polact.embedded.stack import reserve, run_stack


class Command(BaseCommand):
    """Serves web, worker, scheduler and mailbox over the database and the broker in force."""

    help = "Prepare and serve the whole product: web, worker, scheduler and a local mailbox."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to serve and what to say."""
        parser.add_argument("--port", type=int, default=8000, help="0 chooses a free one")
        parser.add_argument("--bind", default="127.0.0.1")
        parser.add_argument("--demo", action="store_true", help="prepare the fictional people and cases too")
        parser.add_argument("--no-demo-people-list", action="store_true")
        parser.add_argument("--with-parent", action="store_true", help="end when the process that started this ends")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, serve, and say where and for whom."""
        began = time.monotonic()
        if options["with_parent"]:
            end_with_parent()

        def when_ready(address: str) -> None:
            if not options["no_demo_people_list"] and "demo_people" in get_commands():
                call_command("demo_people", stdout=self.stdout)
            self.stdout.write(f"\npolact is ready at {address}/ ({time.monotonic() - began:.1f} s). Ctrl-C ends it.")
            self.stdout.flush()

        listener = reserve(options["bind"], options["port"])
        try:
            prepare(demo=options["demo"], say=self.stdout.write)
            run_stack(listener=listener, out=sys.stdout, when_ready=when_ready)
        except KeyboardInterrupt:
            sys.exit(130)
