"""Words of access: roles, and the regime that an organization is under (domain.md 1.4, PSEA Part 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    EMPLOYEE = "EMPLOYEE", _("Employee")
    MANAGER = "MANAGER", _("Manager")
    DEPUTY_HEAD = "DEPUTY_HEAD", _("Deputy head")
    REPRESENTATIVE = "REPRESENTATIVE", _("Designated political activities representative")
    COMMISSION_OFFICER = "COMMISSION_OFFICER", _("Commission officer")
    COMMISSION_DECIDER = "COMMISSION_DECIDER", _("Commission decision maker")
    INVESTIGATOR = "INVESTIGATOR", _("Investigator")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")
    AUDITOR = "AUDITOR", _("Auditor")


SEES_ALL = (Role.COMMISSION_OFFICER, Role.COMMISSION_DECIDER, Role.ADMINISTRATOR, Role.AUDITOR)
"""Roles that may read every submitted case. What they may do is for each predicate to say."""


class Regime(models.TextChoices):
    PART7_CORE = "PART7_CORE", _("Part 7, core public service")
    PART7_DEEMED = "PART7_DEEMED", _("Part 7, by its own Act")
    OWN_REGIME = "OWN_REGIME", _("Its own regime")
    NOT_COVERED = "NOT_COVERED", _("Not covered by Part 7")
    TO_CONFIRM = "TO_CONFIRM", _("To be confirmed")


UNDER_PART_7 = (Regime.PART7_CORE, Regime.PART7_DEEMED)
