"""The ledger's entries as rows to look at. They are written by `recording.record` alone and changed by nobody."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from polact.audit.verbs import Verb


class Entry(models.Model):
    """One entry without its sealed payload, and so without anybody's name. Row-level security shows it to those who see all."""

    case_ref = models.UUIDField(_("reference"))
    seq = models.IntegerField(_("number"))
    body = models.BinaryField()
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        managed = False
        db_table = '"audit"."entry"'
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.case_ref} {self.seq}"

    @property
    def told(self) -> dict[str, Any]:
        """What the entry says: verb, role, statuses, moment, commitment."""
        body: dict[str, Any] = json.loads(bytes(self.body))
        return body

    @property
    def verb(self) -> Verb:
        return Verb(self.told["verb"])
