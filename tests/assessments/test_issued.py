"""What is published is found by every process within half a minute, and costs no statement in between."""

from datetime import date

import pytest
from django.db import OperationalError

from assessments import issued, rulebook
from assessments.issued import Issue, Memory
from assessments.rulebook import RULEBOOKS, current, issues, load, version_on
from assessments.rulebook_parts import Text

LATER = Issue("0.2.0", date(2027, 1, 1), Text("a", "b"), "0" * 64)


def test_newest_version_in_effect_is_in_force() -> None:
    issued.remember((LATER,))
    assert [issue.version for issue in issues()] == ["0.1.0", "0.2.0"]
    assert version_on(date(2026, 12, 31)) == "0.1.0"
    assert version_on(date(2027, 1, 1)) == "0.2.0"
    assert version_on(date(2000, 1, 1)) == "0.1.0"


def test_first_version_says_since_when_and_what(monkeypatch: pytest.MonkeyPatch) -> None:
    [first] = issues()
    assert (first.effective_from, first.shipped) == (date(2026, 11, 22), True)
    assert "proposition" in first.note.fr
    assert load("0.1.0").content_hash == "cbfde8ccae43e38bf29bdc3e76059428ad28920c8d047f29c9c609f659345ed5"


def test_another_process_finds_a_new_version_within_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its memory is another one: it knows nothing of ours, and looks again when its half minute is over."""
    clock = [1000.0]
    monkeypatch.setattr(issued.time, "monotonic", lambda: clock[0])
    table: list[Issue] = []
    reads: list[int] = []

    def read() -> tuple[Issue, ...]:
        reads.append(1)
        return tuple(table)

    other = Memory(read)
    assert other.get() == ()
    table.append(LATER)
    clock[0] += issued.REMEMBERED_FOR
    assert (other.get(), len(reads)) == ((), 1)
    clock[0] += 0.1
    assert (other.get(), len(reads)) == ((LATER,), 2)


def test_what_was_read_last_holds_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> tuple[Issue, ...]:
        raise OperationalError

    memory: Memory[Issue] = Memory(lambda: (LATER,))
    memory.get()
    memory.read, memory.until = away, 0.0
    assert memory.get() == (LATER,)
    with pytest.raises(OperationalError):
        Memory(away).get()


@pytest.mark.django_db
def test_anonymous_page_costs_at_most_one_statement(client, django_assert_num_queries) -> None:
    issued.forget()
    with django_assert_num_queries(1):
        client.get("/en/assessment/")
    with django_assert_num_queries(0):
        client.get("/fr/evaluation/")
    assert current().version == "0.1.0"
    assert rulebook.RULEBOOKS == RULEBOOKS
