"""Delivering messages by e-mail, each at most once unless a person says otherwise.

The guarantee. A message that was committed is (a) in its recipient's inbox in polact, whatever happens to the mail;
(b) handed to the mail server exactly once if the worker, the broker and the machine live through it; (c) never handed
over twice without a person's decision. SMTP has no transaction with our database, so between (b) and (c) one gap
cannot be closed, only made visible: if the worker or the connection dies after the text began to travel and before
the server's answer is stored, nobody can know. Such a message is UNCERTAIN, "perhaps sent", and stands on the
administrator's page of messages that wait. Sending it again keeps its Message-ID, by which mail programs can
recognize the repetition.

Every step commits before the next one begins (`notifications.outbox`), so a death between any two of them leaves:

    before the hand-over is noted   the lease ends, the sweep tries again: nothing had been sent
    after it                        UNCERTAIN, also if in truth nothing was sent: rather a question than a double
    after the answer is stored      SENT
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from notifications import outbox
from notifications.smtp import Conversation, InDoubt, NotSent, Refused, Unreachable
from notifications.waking import wake

Now = Callable[[], datetime]

IN_ONE_SWEEP, SWEEP_TIME = 20, timedelta(seconds=4)
"""What a sweep delivers itself; the rest is handed round. So it needs no broker, and still ends well within a task."""
LIMIT = 500


def deliver(message_id: UUID, now: Now) -> bool:
    """Send one message if it is due and nobody else is at it. May be called any number of times, by any number.

    `now` gives the present moment at each step. Returns False when the mail server cannot be reached at all, so that
    a caller with more messages may stop.
    """
    message = outbox.claim(message_id, now())
    if message is None:
        return True
    try:
        with Conversation(message) as conversation:
            conversation.open()
            if not outbox.begin_hand_over(message, now()):
                return True
            conversation.hand_over()
            outbox.mark_sent(message, now())
    except Unreachable as error:
        outbox.put_back(message, now(), line(error))
        return False
    except NotSent as error:
        outbox.put_back(message, now(), line(error))
    except Refused as error:
        outbox.give_up(message, line(error))
    except InDoubt as error:
        outbox.doubt(message, line(error))
    return True


def sweep(now: Now) -> int:
    """Find what nobody delivers: wake-ups that were lost, senders that died, attempts whose time has come.

    Delivers the longest overdue itself and asks for help with the rest. Returns how many messages it found due.
    """
    begin = now()
    outbox.settle(begin)
    found = outbox.due(begin, LIMIT)
    for number, message_id in enumerate(found):
        takes_it_on = number < IN_ONE_SWEEP and now() - begin < SWEEP_TIME
        if not (deliver(message_id, now) if takes_it_on else wake(message_id)):
            break
    return len(found)


def line(error: Exception) -> str:
    """The server's words on one line, as long as there is room for."""
    return " ".join(str(error).replace("\x00", "").split())[:500]
