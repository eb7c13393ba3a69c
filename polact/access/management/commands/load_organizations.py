"""`manage.py load_organizations [FILE]`: the federal organizations as data; may be run again, and never undoes a confirmation."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from polact.access.enums import Regime
from polact.access.models import Organization

PUBLISHED = Path(__file__).resolve().parents[2] / "data" / "organizations.csv"
COPIED = ("name_fr", "applied_title_en", "applied_title_fr", "abbreviation_en", "abbreviation_fr", "note")


class Command(BaseCommand):
    help = "Load or refresh the federal organizations from a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=PUBLISHED)

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(encoding="utf-8", newline="") as file, transaction.atomic():
            rows = list(csv.DictReader(file))
            known = {organization.name_en: organization for organization in Organization.objects.all()}
            new = [_filled(Organization(name_en=row["name_en"]), row) for row in rows if row["name_en"] not in known]
            old = [_filled(known[row["name_en"]], row) for row in rows if row["name_en"] in known]
            Organization.objects.bulk_create(new)
            Organization.objects.bulk_update(old, [*COPIED, "schedule", "is_dormant", "regime", "legal_basis"])
        waiting = Organization.objects.active().filter(regime=Regime.TO_CONFIRM).count()
        self.stdout.write(
            f"{len(rows)} organizations: {len(new)} new, {len(old)} refreshed; {waiting} wait for their regime to be confirmed"
        )


def _filled(organization: Organization, row: dict[str, str]) -> Organization:
    for name in COPIED:
        setattr(organization, name, row[name])
    organization.schedule = row["faa_schedule"]
    organization.is_dormant = "dormant" in row["note"].lower()
    if organization.regime_confirmed_at is None:
        organization.regime = Regime(row["regime"].upper())
        organization.legal_basis = row["legal_basis"]
    return organization
