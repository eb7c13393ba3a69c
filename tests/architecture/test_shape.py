"""What the import contracts cannot see: one door for status, no signals, foreign keys that point down, small files."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from rest_framework import serializers

from cases.models import Case

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("polact", "cases", "allegations", "assessments", "notifications")
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
FLOORS = ("base", "audit", "access", "notifications", "assessments", "outreach", "cases allegations", "reports")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def assigned_attributes(module: ast.Module) -> list[tuple[str, str]]:
    """(object, attribute) of every `object.attribute = …` in the module."""
    targets = [
        target
        for node in ast.walk(module)
        for target in (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign | ast.AugAssign)
            else []
        )
        if isinstance(target, ast.Attribute)
    ]
    return [(ast.unparse(target.value), target.attr) for target in targets]


def test_status_of_a_case_is_assigned_in_one_place() -> None:
    places = [
        name(path)
        for path in SOURCES
        if path.parts[-3:-1] != ("cases", "seeding")
        for owner, attribute in assigned_attributes(tree(path))
        if attribute == "status" and "case" in owner.lower()
    ]
    assert places == ["cases/advance.py"]


def test_status_of_an_allegation_is_assigned_in_one_place() -> None:
    places = [
        name(path)
        for path in SOURCES
        for owner, attribute in assigned_attributes(tree(path))
        if attribute == "status" and "allegation" in owner.lower()
    ]
    assert places == ["allegations/advance.py"]


def test_nothing_updates_status_past_the_door() -> None:
    calls = [
        name(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"update", "bulk_update"}
        if any(keyword.arg == "status" for keyword in node.keywords) or "'status'" in ast.unparse(node)
    ]
    assert calls == []


def test_there_are_no_signals() -> None:
    offenders = [
        name(path)
        for path in SOURCES
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("@receiver", "django.dispatch", "post_save", "pre_save")
        )
    ]
    assert offenders == []


def floor_of(label: str) -> int:
    return next(number for number, labels in enumerate(FLOORS) if label in labels.split())


def test_foreign_keys_point_down() -> None:
    ours = [config for config in apps.get_app_configs() if config.name.split(".")[0] in PACKAGES]
    upward = [
        f"{model.__name__}.{field.name}"
        for config in ours
        for model in config.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and floor_of(field.related_model._meta.app_label) > floor_of(config.label)
    ]
    assert upward == []
    assert Case in list(apps.get_app_config("cases").get_models())


def test_no_form_or_serializer_saves() -> None:
    offenders = [
        f"{name(path)}:{word}"
        for path in SOURCES
        for word in ("ModelForm", "ModelSerializer", '"__all__"')
        if word in path.read_text(encoding="utf-8")
    ]
    assert offenders == []
    written = [
        f"{name(path)}.{node.name}"
        for path in SOURCES
        if path.name in {"forms.py", "serializers.py"} or path.parent.name in {"forms", "serializers"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "create", "update"}
    ]
    assert written == []
    assert issubclass(serializers.ModelSerializer, serializers.Serializer)


def test_base_stays_small() -> None:
    modules = {path.stem for path in (ROOT / "polact/base").glob("*.py")} - {"__init__", "apps"}
    assert modules == {"clock", "errors", "http", "sql", "text"}


def test_only_the_edge_reads_the_clock() -> None:
    inner = (
        "operations",
        "advance",
        "workflow",
        "routing",
        "clocks",
        "permissions",
        "evaluation",
        "catalogue",
        "audit",
    )
    offenders = [
        name(path)
        for path in SOURCES
        if any(room in path.relative_to(ROOT).with_suffix("").parts for room in inner)
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("timezone.now(", "datetime.now(", "clock.now(", "date.today(")
        )
    ]
    assert offenders == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_file_and_functions_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_public_operations_are_keyword_only_and_explained() -> None:
    operations = [path for path in SOURCES if path.stem == "operations" or path.parent.name == "operations"]
    verbs = [
        (f"{name(path)}:{node.name}", node)
        for path in operations
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert len(verbs) >= 12
    assert [told for told, node in verbs if node.args.args and len(node.args.args + node.args.kwonlyargs) > 1] == []
    assert [told for told, node in verbs if not ast.get_docstring(node)] == []
