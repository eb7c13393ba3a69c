"""Who is told of what, by whom the allegation is about: the rule table of PAR 9, 10, 11 and 13."""

from allegations.enums import Event, Recipient, SubjectKind

C, E, D, K = Recipient.COMPLAINANT, Recipient.EMPLOYEE, Recipient.DEPUTY_HEAD, Recipient.CLERK

RECIPIENTS: dict[tuple[Event, SubjectKind], tuple[Recipient, ...]] = {
    (Event.INVESTIGATION, SubjectKind.EMPLOYEE): (C, E, D),  # PAR 9(a)
    (Event.INVESTIGATION, SubjectKind.DEPUTY_HEAD): (C, D, K),  # PAR 9(b)
    (Event.NO_INVESTIGATION, SubjectKind.EMPLOYEE): (C,),  # PAR 10
    (Event.NO_INVESTIGATION, SubjectKind.DEPUTY_HEAD): (C,),  # PAR 10
    (Event.HEARING, SubjectKind.EMPLOYEE): (C, E),  # PAR 11
    (Event.HEARING, SubjectKind.DEPUTY_HEAD): (C, D),  # PAR 11
    (Event.OUTCOME, SubjectKind.EMPLOYEE): (C, E, D),  # PAR 13(1)
    (Event.OUTCOME, SubjectKind.DEPUTY_HEAD): (C, D, K),  # PAR 13(2)
}
"""The deputy head is that of the employee's organization, or the one whom the allegation names."""
