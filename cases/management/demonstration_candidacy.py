"""Fictional candidacies of the demonstration, each as far as it got."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf

from cases.decision import Authorized, Found, Obligation, Ruling
from cases.enums import ElectionLevel
from cases.enums.candidacy import Employment, Stage, Stance
from cases.management.demonstration_desk import Desk
from cases.models import Candidacy, ElectionPeriod
from cases.operations.attaching import attach_file
from cases.operations.candidacy_commission import acknowledge, find_complete, send
from cases.operations.candidacy_conditions import acknowledge_conditions
from cases.operations.candidacy_deciding import confirm_notices, decide, save_decision_draft, submit_for_decision
from cases.operations.candidacy_gazette import record_publication, request_publication
from cases.operations.candidacy_inputs import give_input
from cases.operations.candidacy_intake import save_candidacy, sign, start_candidacy
from cases.operations.delegating import record_delegation
from polact.access.acting import as_system
from polact.base import clock

OFFICER, DECIDER, ADMINISTRATOR = "Olive", "Danielle", "Ada"


@dataclass(frozen=True)
class Standing:
    """Somebody who asks to stand: since how many days, in which place, and how far the file is."""

    by: str
    days_ago: int
    until: Stage
    jurisdiction: str
    manager: str
    representative: str
    opinion: str
    told: dict[str, Any]
    reasons: str = ""
    finding: str = ""
    evidence: str = ""
    conditions: tuple[tuple[str, str], ...] = field(default=())


STANDING = (
    Standing(
        "Emma", 2, Stage.GATHERING_INPUT, "ON", "Gabriel", "Rita", "",
        {
            "district": "Sampleville (fictional), ward 4", "office": "Councillor", "position_title": "Program officer",
            "group_level": "PM-02", "work_location": "Ottawa",
            "duties": "I process applications for benefits by the rules of the program and decide on none that is disputed.",
            "visibility": "My name is on no letter. I answer a few calls a week.",
        },
    ),
    Standing(
        "Inès", 20, Stage.ANALYSIS, "QC", "Gabriel", "Renée",
        "Ses dossiers ne touchent aucune municipalité, et elle ne parle jamais au nom du ministère.",
        {
            "district": "Exempleville (fictive), district 2", "office": "Conseillère municipale",
            "position_title": "Conseillère en politiques", "group_level": "EC-05", "work_location": "Gatineau",
            "duties": "Je prépare des analyses sur les programmes jeunesse pour ma directrice.",
            "visibility": "Aucun contact avec le public ni avec les municipalités.",
        },
    ),
    Standing(
        "Nadia", 26, Stage.BEFORE_DECIDER, "ON", "Marc", "Sylvain",
        "Her surveys cover the whole country. She meets respondents by telephone only and names no employer but the agency.",
        {
            "district": "Sampleville (fictional)", "office": "School trustee", "position_title": "Survey methodologist",
            "group_level": "EC-06", "work_location": "Ottawa",
            "duties": "I design samples and check the quality of household surveys.",
            "visibility": "I present methods at conferences twice a year.",
        },
        reasons="The duties are technical, touch no matter of a school board, and are not visible to voters there. With the "
        "conditions below the Commission is satisfied that impartiality would not be, or be seen as, impaired.",
        finding="The work is on methods, and on no file about schools.",
        evidence="Work description, duties.",
        conditions=(("NO_TITLE", "Neither the agency nor the title is named in the campaign."),),
    ),
    Standing(
        "Mathilde", 54, Stage.GAZETTED, "QC", "Gabriel", "Renée",
        "Les dossiers de Mathilde sont nationaux. Une permission avec des conditions claires me paraît possible.",
        {
            "district": "Exempleville (fictive), district 5", "office": "Conseillère municipale",
            "position_title": "Conseillère principale en politiques", "group_level": "EC-07", "work_location": "Gatineau",
            "duties": "Je rédige des avis sur la politique de l’emploi.",
            "visibility": "Je représente parfois la direction dans des comités fédéraux-provinciaux.",
        },
        reasons="Les fonctions portent sur des politiques nationales et ne touchent pas les affaires de la municipalité. Les "
        "conditions ci-dessous écartent le risque qu’on associe la campagne au ministère.",
        finding="Les avis portent sur des politiques nationales, jamais sur une municipalité.",
        evidence="Description de travail, fonctions principales.",
        conditions=(
            ("NO_TITLE", "Ni le titre ni le ministère ne paraissent dans la campagne."),
            ("NO_CONTACT", "Aucun dossier auquel la municipalité est partie pendant la campagne."),
            ("TELL_CHANGES", "Tout changement de poste est signalé dans les cinq jours ouvrables."),
        ),
    ),
)  # fmt: skip


def stand_for_election(desk: Desk) -> None:
    """Make the instrument under which it is decided, and the candidacies, by the product's operations."""
    today = clock.local_date(desk.now)
    record_delegation(
        title="Instrument of delegation, fictional, no. 1", person=desk.people[DECIDER], active_to=None,
        active_from=today - timedelta(days=400), recorded_by=desk.by(ADMINISTRATOR), at=desk.at(390, 0),
    )  # fmt: skip
    for standing in STANDING:
        _stand(standing, desk)


def _stand(standing: Standing, desk: Desk) -> None:
    """One candidacy, step by step to where it stops; each step by whose it is, some days after the last."""
    candidacy = _draft(standing, desk)
    steps: tuple[tuple[str, int, Callable[[Candidacy, datetime], Any]], ...] = (
        (standing.by, 0, lambda it, at: sign(candidacy=it, signed_by=desk.by(standing.by), at=at)),
        (standing.by, 2, lambda it, at: _give_opinion(it, standing, desk, at)),
        (
            standing.representative,
            4,
            lambda it, at: send(candidacy=it, sent_by=desk.by(standing.representative), at=at),
        ),
        (OFFICER, 5, lambda it, at: acknowledge(candidacy=it, acknowledged_by=desk.by(OFFICER), at=at)),
        (OFFICER, 6, lambda it, at: find_complete(candidacy=it, found_by=desk.by(OFFICER), at=at)),
        (OFFICER, 20, lambda it, at: _put_before(it, standing, desk, at)),
        (DECIDER, 23, lambda it, at: decide(candidacy=it, decided_by=desk.by(DECIDER), at=at)),
        (OFFICER, 24, lambda it, at: confirm_notices(candidacy=it, confirmed_by=desk.by(OFFICER), at=at)),
        (standing.by, 26, lambda it, at: acknowledge_conditions(candidacy=it, acknowledged_by=desk.by(standing.by), at=at)),
        (OFFICER, 28, lambda it, at: request_publication(candidacy=it, requested_by=desk.by(OFFICER), at=at)),
        (OFFICER, 40, lambda it, at: _publish(it, desk, at)),
    )  # fmt: skip
    ends = {Stage.GATHERING_INPUT: 1, Stage.ANALYSIS: 5, Stage.BEFORE_DECIDER: 6}
    for number, (who, after, step) in enumerate(steps[: ends.get(standing.until)], start=1):
        desk.by(who)
        step(_as_it_is(candidacy), desk.at(standing.days_ago - after, number % 7))


def _as_it_is(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_related("case__organization", "case__requester").get(pk=candidacy.pk)


def _draft(standing: Standing, desk: Desk) -> Candidacy:
    """What is told, with a work description."""
    person, at = desk.by(standing.by), desk.at(standing.days_ago, 0)
    common: dict[str, Any] = {
        "language": person.language, "level": ElectionLevel.MUNICIPAL, "jurisdiction": standing.jurisdiction, "at": at,
    }  # fmt: skip
    organization = person.appointments.select_related("organization")[0].organization
    candidacy = start_candidacy(
        requester=person, organization=organization, employment=Employment.INDETERMINATE, on_leave=False, **common
    )
    name = "work-description.pdf" if person.language == "en" else "description-de-travail.pdf"
    title = "Work description, fictional" if person.language == "en" else "Description de travail, fictive"
    file = attach_file(
        case=candidacy.case, uploaded_by=person, name=name, declared="application/pdf", content=_page(title), at=at
    )
    election = ElectionPeriod.objects.filter(
        level=ElectionLevel.MUNICIPAL, jurisdiction=standing.jurisdiction, label_en__contains="fictional"
    ).first()
    return save_candidacy(
        candidacy=candidacy, saved_by=person, told={**standing.told, **_days(desk, election)}, election=election,
        description_file=file, **common,
    )  # fmt: skip


def _days(desk: Desk, election: ElectionPeriod | None) -> dict[str, date | None]:
    today = clock.local_date(desk.now)
    if election is not None:
        close, polling_day = election.nominations_close, election.polling_day
    else:
        close, polling_day = today + timedelta(days=60), today + timedelta(days=95)
    return {"nominations_close": close, "polling_day": polling_day, "candidate_from": close}


def _page(title: str) -> bytes:
    """A PDF of one page with this title."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(612, 792))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
    )  # fmt: skip
    page = document.pages[0].obj
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(f"BT /F1 18 Tf 72 700 Td ({title}) Tj ET".encode())
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _give_opinion(candidacy: Candidacy, standing: Standing, desk: Desk, at: datetime) -> None:
    with as_system():
        asked = candidacy.inputs.get(person=desk.people[standing.manager])
    give_input(
        asked=asked, given_by=desk.by(standing.manager), stance=Stance.FAVOURABLE, impartiality=standing.opinion,
        operations="", at=at,
    )  # fmt: skip


def _put_before(candidacy: Candidacy, standing: Standing, desk: Desk, at: datetime) -> None:
    """The officer drafts a grant under conditions and puts it before who decides."""
    officer, first_day = desk.by(OFFICER), clock.local_date(at) + timedelta(days=7)  # after the decision
    assert candidacy.polling_day is not None
    ruling = Ruling(
        outcome="GRANTED_WITH_CONDITIONS",
        reasons=standing.reasons,
        findings=(Found("SEEKING", "ACTUAL", "DUTIES", "FOR", standing.finding, standing.evidence),),
        authorizations=tuple(
            Authorized(kind.code, "GRANTED", first_day) for kind in candidacy.level_rules.authorizations
        ),
        conditions=tuple(
            Obligation(kind, text, first_day, candidacy.polling_day) for kind, text in standing.conditions
        ),
    )
    save_decision_draft(candidacy=candidacy, ruling=ruling, saved_by=officer, at=at - timedelta(hours=1))
    submit_for_decision(candidacy=_as_it_is(candidacy), submitted_by=officer, at=at)


def _publish(candidacy: Candidacy, desk: Desk, at: datetime) -> None:
    day = clock.local_date(at)
    record_publication(
        candidacy=candidacy, published_on=day, issue="Part I (fictional)", link="https://gazette.example/notice",
        recorded_by=desk.by(OFFICER), at=at,
    )  # fmt: skip
