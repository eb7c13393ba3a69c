"""Words of allegations (PSEA ss. 118 to 122; Political Activities Regulations, Part 2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubjectKind(models.TextChoices):
    EMPLOYEE = "EMPLOYEE", _("An employee")
    DEPUTY_HEAD = "DEPUTY_HEAD", _("A deputy head")


class Provision(models.TextChoices):
    """What may be alleged: the first five of an employee, section 117 of a deputy head."""

    S113_1 = "113(1)", _("113(1) – an activity that impairs, or is seen as impairing, impartiality")
    S114_1 = "114(1)", _("114(1) – seeking nomination without permission: federal, provincial or territorial")
    S114_2 = "114(2)", _("114(2) – being a candidate before the election period without permission")
    S114_3 = "114(3)", _("114(3) – being a candidate during the election period without leave")
    S115_1 = "115(1)", _("115(1) – seeking nomination or being a candidate without permission: municipal")
    S117 = "117", _("117 – a deputy head doing more than voting")


class Channel(models.TextChoices):
    """How an allegation came, as far as the deemed date depends on it (PAR 8(3))."""

    MAIL = "MAIL", _("By mail")
    HAND = "HAND", _("Delivered by hand")
    COURIER = "COURIER", _("By courier")
    ELECTRONIC = "ELECTRONIC", _("By electronic means")


class Verdict(models.TextChoices):
    TIMELY = "TIMELY", pgettext_lazy("allegation", "In time")
    LATE = "LATE", pgettext_lazy("allegation", "Late")
    UNKNOWN = "UNKNOWN", pgettext_lazy("allegation", "Cannot be said yet")


class AllegationStatus(models.TextChoices):
    RECEIVED = "RECEIVED", pgettext_lazy("allegation", "Received")
    EXAMINED = "EXAMINED", pgettext_lazy("allegation", "Examined")
    INVESTIGATING = "INVESTIGATING", pgettext_lazy("allegation", "Under investigation")
    NOT_INVESTIGATED = "NOT_INVESTIGATED", pgettext_lazy("allegation", "Not investigated")
    HEARD = "HEARD", pgettext_lazy("allegation", "Heard")
    DECIDED = "DECIDED", pgettext_lazy("allegation", "Decided")
    CLOSED = "CLOSED", pgettext_lazy("allegation", "Closed")


class AllegationAction(models.TextChoices):
    EXAMINE = "examine", pgettext_lazy("verb, on an allegation", "Examine")
    CORRECT = "correct", pgettext_lazy("verb, on an allegation", "Correct the facts")
    INVESTIGATE = "investigate", _("Decide to investigate")
    NOT_INVESTIGATE = "not-investigate", _("Decide not to investigate")
    RECORD_STEP = "record-step", _("Record a step")
    CONCLUDE_HEARING = "conclude-hearing", _("Everybody was heard")
    RECORD_WITHDRAWAL = "record-withdrawal", _("Record that it was withdrawn")
    DECIDE = "decide", _("Decide the outcome")
    RECORD_SENDING = "record-sending", _("Record that a letter was sent")
    DISCLOSE = "disclose", _("Record a disclosure")
    CLOSE = "close", pgettext_lazy("verb, on an allegation", "Close")


class Ground(models.TextChoices):
    """On what the Commission proceeds although an allegation is late or not in writing (PAR 7(2), 8(2))."""

    COULD_IMPAIR = "COULD_IMPAIR", _("The activity could impair, or be seen as impairing, the employee’s impartiality")
    REASON_TO_BELIEVE = (
        "REASON_TO_BELIEVE",
        _("There is reason to believe that the deputy head contravened section 117"),
    )


GROUND_OF = {SubjectKind.EMPLOYEE: Ground.COULD_IMPAIR, SubjectKind.DEPUTY_HEAD: Ground.REASON_TO_BELIEVE}
"""Paragraph (a) is for employees, paragraph (b) for deputy heads."""


class StepKind(models.TextChoices):
    HEARING_OFFERED = "HEARING_OFFERED", _("Both were told that they may be heard")
    HEARD = "HEARD", pgettext_lazy("step", "Somebody was heard")
    NOT_USED = "NOT_USED", _("Somebody did not use the right to be heard")
    EVIDENCE = "EVIDENCE", _("Evidence was taken")
    REPORT_RECEIVED = "REPORT_RECEIVED", _("The investigation report was received")
    OTHER = "OTHER", pgettext_lazy("step", "Something else")


class Party(models.TextChoices):
    COMPLAINANT = "COMPLAINANT", _("Whoever made the allegation")
    SUBJECT = "SUBJECT", _("The person named in it")


class Manner(models.TextChoices):
    ORALLY = "ORALLY", _("Orally")
    IN_WRITING = "IN_WRITING", _("In writing")


class Measure(models.TextChoices):
    """What follows from a substantiated allegation (PSEA ss. 118 and 119)."""

    CORRECTIVE_ACTION = "CORRECTIVE_ACTION", _("Corrective action")
    DISMISSAL = "DISMISSAL", _("Dismissal")
    REPORT = "REPORT", _("Report to the Governor in Council")


MEASURES_FOR = {
    SubjectKind.EMPLOYEE: (Measure.CORRECTIVE_ACTION, Measure.DISMISSAL),
    SubjectKind.DEPUTY_HEAD: (Measure.REPORT,),
}


class Purpose(models.TextChoices):
    """For what personal information of an investigation may be disclosed (PAR 14)."""

    IMPARTIALITY = "IMPARTIALITY", _("To promote impartiality or accountability")
    PREVENTION = "PREVENTION", _("To correct what happened or keep it from happening again")
    GOOD_PRACTICE = "GOOD_PRACTICE", _("To encourage good practice")


class Event(models.TextChoices):
    """Of what people are told."""

    INVESTIGATION = "INVESTIGATION", _("Decision to investigate")
    NO_INVESTIGATION = "NO_INVESTIGATION", _("Decision not to investigate")
    HEARING = "HEARING", _("Right to be heard")
    OUTCOME = "OUTCOME", pgettext_lazy("allegation", "Outcome")


class Recipient(models.TextChoices):
    COMPLAINANT = "COMPLAINANT", _("Whoever made the allegation")
    EMPLOYEE = "EMPLOYEE", pgettext_lazy("recipient", "The employee")
    DEPUTY_HEAD = "DEPUTY_HEAD", pgettext_lazy("recipient", "The deputy head")
    CLERK = "CLERK", _("The Clerk of the Privy Council")
