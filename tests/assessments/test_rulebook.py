"""Loading a rulebook: what is published is complete, and each kind of fault is found and named."""

import copy
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from assessments import rulebook
from assessments.plain_yaml import NotReadable, read_yaml
from assessments.rulebook import RULEBOOKS, InvalidRulebook, UnknownRulebook, current, load, parse, versions

CONTENT = (RULEBOOKS / "0.1.0.yaml").read_bytes()
RAW: dict[str, Any] = read_yaml(CONTENT)


def problems_after(change: Callable[[dict[str, Any]], object]) -> list[str]:
    raw = copy.deepcopy(RAW)
    change(raw)
    with pytest.raises(InvalidRulebook) as caught:
        parse(yaml.safe_dump(raw, allow_unicode=True).encode())
    return caught.value.problems


def entry(raw: dict[str, Any], section: str, code: str) -> dict[str, Any]:
    return next(item for item in raw[section] if item["code"] == code)


def test_loads_the_published_version_once_with_its_hash() -> None:
    book = current()
    assert book.version == versions()[-1]
    assert (len(book.activities), len(book.questions), len(book.hard_rules), len(book.floors)) == (55, 28, 11, 7)
    assert load("0.1.0").content_hash == hashlib.sha256(CONTENT).hexdigest()
    assert load("0.1.0") is load("0.1.0")


@pytest.mark.parametrize("version", versions())
def test_names_every_source_in_both_languages(version) -> None:
    raw = read_yaml((RULEBOOKS / f"{version}.yaml").read_bytes())
    assert [item["code"] for item in raw["hard_rules"] + raw["floors"] if not item.get("basis_fr")] == []


def test_gives_a_source_in_one_language_where_the_file_has_no_other() -> None:
    raw = copy.deepcopy(RAW)
    del entry(raw, "hard_rules", "HR02")["basis_fr"]
    book = parse(yaml.safe_dump(raw, allow_unicode=True).encode())
    assert next(rule for rule in book.hard_rules if rule.code == "HR02").basis.fr == "PSEA s. 117"


@pytest.mark.parametrize("version", ["9.9.9", "../0.1.0", "0.1", ""])
def test_refuses_a_version_that_is_not_published(version) -> None:
    with pytest.raises(UnknownRulebook):
        load(version)


def test_refuses_a_file_that_holds_another_version(tmp_path, monkeypatch) -> None:
    (tmp_path / "7.0.0.yaml").write_bytes(CONTENT)
    monkeypatch.setattr(rulebook, "RULEBOOKS", tmp_path)
    with pytest.raises(InvalidRulebook, match=r"holds version 0\.1\.0"):
        load("7.0.0")


def test_takes_a_new_version_from_its_file_alone(tmp_path, monkeypatch) -> None:
    (tmp_path / "0.9.0.yaml").write_bytes(CONTENT.replace(b"version: 0.1.0", b"version: 0.9.0"))
    (tmp_path / "0.10.0.yaml").write_bytes(CONTENT.replace(b"version: 0.1.0", b"version: 0.10.0"))
    monkeypatch.setattr(rulebook, "RULEBOOKS", tmp_path)
    assert versions() == ("0.9.0", "0.10.0")
    assert current().version == "0.10.0"


FAULTS: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("section missing", lambda raw: raw.pop("floors"), "floors: missing"),
    ("section unknown", lambda raw: raw.update(extra=1), "extra: not a section"),
    ("entry not a mapping", lambda raw: raw["questions"].append("x"), "questions: every entry"),
    ("version missing", lambda raw: raw["model"].pop("version"), "model.version"),
    ("formula incomplete", lambda raw: raw["model"]["exposure_formula"].pop("reach"), "exposure_formula"),
    ("level unknown", lambda raw: raw["model"]["level_order"].append("XXL"), "level_order"),
    ("band without French", lambda raw: raw["model"]["exposure_bands"][0].pop("fr"), "exposure_bands[0]: no text in fr"),
    ("band out of range", lambda raw: raw["model"]["position_bands"][3].update(min=101), "position_bands[3]"),
    ("bands not sorted", lambda raw: raw["model"]["exposure_bands"].reverse(), "exposure_bands: must start at 0"),
    ("matrix row missing", lambda raw: raw["model"]["matrix"].pop("A3"), "matrix: must have exactly one row"),
    ("matrix cell missing", lambda raw: raw["model"]["matrix"]["A3"].pop(), "matrix: every row"),
    ("matrix falls", lambda raw: raw["model"]["matrix"].update(A5=["LOW"] * 4), "matrix: a level falls"),
    ("group without French", lambda raw: raw["groups"]["SOC"].pop("fr"), "group SOC: no text in fr"),
    ("code twice", lambda raw: raw["activities"].append(raw["activities"][0]), "code INF.VOTE is used twice"),
    ("code missing", lambda raw: raw["activities"][0].pop("code"), "an entry has no code"),
    ("group unknown", lambda raw: raw["groups"].pop("OTH"), "activity OTH.OTHER: unknown group"),
    ("route unknown", lambda raw: raw["activities"][3].update(route="maybe"), "unknown route 'maybe'"),
    ("rating out of range", lambda raw: raw["activities"][3].update(rcip=[0, 0, 4, 0]), "rcip needs four ratings"),
    ("asks unknown", lambda raw: raw["activities"][3]["asks"].append("M.NONE"), "unknown A question 'M.NONE'"),
    ("asks a position question", lambda raw: raw["activities"][3]["asks"].append("P.SUP"), "unknown A question 'P.SUP'"),
    ("floor unknown", lambda raw: entry(raw, "activities", "OTH.OTHER").update(floor="STOP"), "unknown floor 'STOP'"),
    ("activity in one language", lambda raw: raw["activities"][5].update(fr=" "), "no text in fr"),
    ("kind unknown", lambda raw: raw["questions"][0].update(kind="Z"), "unknown kind 'Z'"),
    ("question in one language", lambda raw: raw["questions"][0].pop("en"), "question C.ORG: no text in en"),
    ("help in one language", lambda raw: entry(raw, "questions", "H.RES").pop("help_fr"), "no text in help_fr"),
    ("bearing missing", lambda raw: entry(raw, "questions", "M.AUD").pop("bears_on"), "unknown bears_on None"),
    ("option in one language", lambda raw: raw["questions"][0]["options"][0].pop("fr"), "option yes: no text in fr"),
    ("option twice", lambda raw: raw["questions"][0]["options"].append(raw["questions"][0]["options"][0]), "each code once"),
    ("points missing", lambda raw: entry(raw, "questions", "M.AUD")["options"][1].pop("pts"), "needs pts"),
    ("points negative", lambda raw: entry(raw, "questions", "M.AUD")["options"][1].update(pts=-1), "needs pts"),
    ("points on a rule question", lambda raw: raw["questions"][0]["options"][0].update(pts=5), "points where none"),
    ("rule in one language", lambda raw: raw["hard_rules"][2].pop("fr"), "rule HR02: no text in fr"),
    ("rule without source", lambda raw: raw["hard_rules"][2].pop("basis"), "rule HR02: no basis"),
    ("order twice", lambda raw: raw["hard_rules"][2].update(order=1), "every order"),
    ("result unknown", lambda raw: raw["hard_rules"][2].update(result="OPEN"), "unknown result 'OPEN'"),
    ("condition unknown", lambda raw: raw["hard_rules"][2].update(when={"moon": "full"}), "unknown condition"),
    ("condition empty", lambda raw: raw["hard_rules"][2].update(when={"all": []}), "an empty condition"),
    ("condition missing", lambda raw: raw["hard_rules"][2].pop("when"), "rule HR02: no condition"),
    (
        "question of a rule unknown",
        lambda raw: raw["hard_rules"][4].update(when={"q": "H.NONE", "in": ["yes"]}),
        "unknown question 'H.NONE'",
    ),
    (
        "option of a rule unknown",
        lambda raw: raw["hard_rules"][7].update(when={"q": "H.RES", "in": ["perhaps"]}),
        "unknown option 'perhaps' of H.RES",
    ),
    ("route of a rule unknown", lambda raw: raw["hard_rules"][3].update(when={"route": ["x"]}), "unknown route in"),
    ("points in a rule", lambda raw: raw["hard_rules"][3].update(when={"A_min": 0}), "cannot rest on points"),
    (
        "rule unreachable",
        lambda raw: raw["hard_rules"][5]["when"]["all"].append({"q": "M.AUD", "in": ["a9"]}) or
        raw["hard_rules"][5].update(when={"all": [{"route": ["always"]}, {"route": ["scored"]}]}),
        "rule HR05: no answers can make it match",
    ),
    ("route undecided", lambda raw: raw["hard_rules"].pop(9), "no rule decides its route permission"),
    (
        "floor unreachable",
        lambda raw: entry(raw, "floors", "FL5")["when"]["all"].append({"P_min": 100}) or
        [o.update(pts=0) for q in raw["questions"] if q["kind"] == "P" for o in q["options"]],
        "floor FL5: no answers can make it hold",
    ),
    ("floor level unknown", lambda raw: raw["floors"][0].update(at_least="SOME"), "unknown level 'SOME'"),
    ("floor in one language", lambda raw: raw["floors"][0].pop("en"), "floor FL1: no text in en"),
    (
        "floor falls",
        lambda raw: raw["floors"][3].update(when={"q": "M.IDENT", "in": ["i2"]}),
        "floor FL4: stops applying when the answer to M.IDENT scores more",
    ),
    ("floor of no activity", lambda raw: raw["floors"][6].update(when={"A_min": 5}), "without asking for activity_floor"),
    ("unsure unknown", lambda raw: raw["unsure"][0].update(q="M.AUD"), "'M.AUD' is no question that offers 'unsure'"),
    ("result missing", lambda raw: raw["results"].pop("PERM"), "results: PERM is missing"),
    ("result extra", lambda raw: raw["results"].update(ODD=raw["results"]["LOW"]), "ODD is not a result"),
    ("result in one language", lambda raw: raw["results"]["LOW"]["fr"].pop("next"), "result LOW: no next in fr"),
    ("disclaimer in one language", lambda raw: raw["disclaimer"].pop("fr"), "disclaimer: no text in fr"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "says"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_finds_and_names_the_fault(change, says) -> None:
    assert [problem for problem in problems_after(change) if says in problem]


def test_tells_all_faults_at_once() -> None:
    def spoil(raw: dict[str, Any]) -> None:
        raw["groups"]["SOC"].pop("fr")
        raw["hard_rules"][2].pop("basis")

    assert len(problems_after(spoil)) == 2


@pytest.mark.parametrize("content", [b"", b"- a\n- b", b"a: [", b"a: 1\na: 2", b"\xff\xfe\x00x"])
def test_refuses_what_is_not_a_rulebook(content) -> None:
    with pytest.raises(InvalidRulebook):
        parse(content)


def test_reads_yes_and_no_as_words_and_dates_as_text() -> None:
    assert read_yaml("{a: no, b: yes, c: on, d: true, e: 2019-10-21, f: 3}") == {
        "a": "no", "b": "yes", "c": "on", "d": True, "e": "2019-10-21", "f": 3,
    }  # fmt: skip


def test_refuses_a_key_that_stands_twice() -> None:
    with pytest.raises(NotReadable, match="a key stands twice"):
        read_yaml("{M.AUD: a0, M.AUD: a3}")
