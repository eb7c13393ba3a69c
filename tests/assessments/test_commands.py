"""`manage.py assess` and `manage.py check_examples`, as a person or a program at a terminal meets them."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

PUBLISHED = "assessments/examples/published-cases.yaml"


def run(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def published() -> str:
    return str(Path(settings.BASE_DIR) / PUBLISHED)


def test_prints_every_published_example_as_equal(published) -> None:
    document = json.loads(run("check_examples", published, "--json"))
    assert (document["engine_equal"], document["total"], len(document["rows"])) == (59, 59, 59)
    assert document["rows"][1] == {
        "id": "CA-PSC-03",
        "result": ["STOP"],
        "rules": ["HR03"],
        "engine_equal": True,
        "agrees": True,
    }


def test_prints_agreement_without_requiring_it(published) -> None:
    printed = run("check_examples", published)
    assert "engine equal to the reference: 59/59" in printed
    assert "agreement with stated outcomes: 54/58 (reported, not required)" in printed


def test_ends_with_one_when_an_example_differs(tmp_path) -> None:
    example = {
        "id": "X-1",
        "map": {"activity": "INF.VOTE", "answers": {}},
        "stated_outcome": "acceptable",
        "model_check": {"result": ["HIGH"]},
    }
    file = tmp_path / "examples.json"
    file.write_text(json.dumps([example]))
    with pytest.raises(SystemExit) as ended:
        run("check_examples", str(file))
    assert ended.value.code == 1


def test_takes_an_example_without_a_reference_as_not_shown_equal(tmp_path) -> None:
    file = tmp_path / "examples.yaml"
    file.write_text("- {id: X-2, map: {activity: INF.VOTE, answers: {}}}")
    [row] = json.loads(run("check_examples", str(file), "--json"))["rows"]
    assert (row["engine_equal"], row["agrees"], row["result"]) == (False, None, ["LOW"])


def test_assesses_a_yaml_file_in_words(tmp_path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("activity: CAM.CANVASS\nanswers: {C.ORG: no}\n")
    assert "Outside Part 7" in run("assess", str(file))
    assert "Hors de la partie 7" in run("assess", str(file), "--language", "fr")


def test_assesses_a_json_file_for_a_program(tmp_path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"activity": "SOC.POST", "answers": {"H.TIME": "working"}}')
    document = json.loads(run("assess", str(file), "--json"))
    assert (document["code"], document["result"], document["rules"]) == ("STOP", ["STOP"], ["HR05"])
    assert set(document["explanation"]) == {"en", "fr"}


@pytest.mark.parametrize(
    ("command", "content", "says"),
    [
        ("assess", None, "Cannot read"),
        ("assess", "activity: [", "not valid YAML or JSON"),
        ("assess", "- 1", "must hold an activity"),
        ("assess", "{activity: SOC.POST, answer: {}}", "must hold an activity"),
        ("assess", "activity: NO.SUCH", "Unknown activity 'NO.SUCH'"),
        ("assess", "{activity: SOC.POST, answers: {M.AUD: zz}}", "Unknown answer 'zz' to M.AUD"),
        ("assess", "{activity: SOC.POST, answers: {Q: zz}}", "Unknown question 'Q'"),
        ("assess", "{activity: SOC.POST, answers: [M.AUD]}", "Answers must map"),
        ("check_examples", None, "Cannot read"),
        ("check_examples", "activity: SOC.POST", "list of examples"),
        ("check_examples", "- {id: X, map: {activity: NO.SUCH}}", "X: Unknown activity"),
    ],
)
def test_says_clearly_what_cannot_be_used(tmp_path, command, content, says) -> None:
    file = tmp_path / "input.yaml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError, match=says) as refused:
        run(command, str(file))
    assert refused.value.returncode == 2


def test_needs_no_database_and_writes_errors_to_stderr(tmp_path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "SECRET_KEY": "x" * 50,
    }
    environment["POLACT_AUDIT_KEY"] = "A" * 43 + "="
    manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]

    def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*manage, *arguments], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    good = ended("check_examples", str(Path(settings.BASE_DIR) / PUBLISHED), "--json")
    assert (good.returncode, json.loads(good.stdout)["engine_equal"]) == (0, 59), good.stderr
    bad = ended("assess", "nothing-here.yaml")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "Cannot read nothing-here.yaml" in bad.stderr


def test_assess_works_where_nothing_was_set_up(tmp_path) -> None:
    """A fresh copy of the product, or one whose database is away, evaluates by the versions that came with it."""
    situation = tmp_path / "situation.json"
    situation.write_text('{"activity": "DIS.LAWN", "answers": {}}')
    fresh = {"POLACT_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    away = {**fresh, "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/none"}
    for environment, told in ((fresh, ""), (away, "No database answers")):
        done = subprocess.run(
            [sys.executable, "manage.py", "assess", str(situation)],
            capture_output=True,
            text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "polact.settings", **environment},
        )
        assert done.returncode == 0, done.stderr
        assert "version 0.1.0" in done.stdout
        assert told in done.stderr
    assert not (tmp_path / "data" / "postgres").exists()
