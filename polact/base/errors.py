"""Refusals: typed errors with a sentence fit for the person. `polact.base.http` turns them into an answer, once."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An operation says no. `message` is shown to the person; `code` names the kind for programs; `status` is HTTP's."""

    code = "refused"
    status = 409
    message: Any = _("This cannot be done.")

    def __init__(self, message: Any = None, *, field: str | None = None, **facts: Any) -> None:
        if message is not None:
            self.message = message
        self.field = field
        self.facts = facts
        super().__init__(self.code)


class NotPermitted(Refusal):
    """The person may see the thing but not do this with it."""

    code = "not-permitted"
    status = 403
    message = _("You may not do this.")


class NotNow(Refusal):
    """The deed is not possible in the present state."""

    code = "not-in-this-state"


class Conflict(Refusal):
    """Somebody else changed the thing since the page was read."""

    code = "conflict"


class Invalid(Refusal):
    """What was given breaks a rule; `field` says where."""

    code = "invalid"
    status = 422


class Unavailable(Refusal):
    """The database did not answer in time. Nothing was changed."""

    code = "unavailable"
    status = 503
    message = _("The service is not available just now. Nothing was changed; try again in a minute.")
