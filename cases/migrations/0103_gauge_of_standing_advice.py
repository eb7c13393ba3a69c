"""The published gauge counts the advice that stands, once per case, however often it was superseded."""

from importlib import import_module

from django.db import migrations

from polact.base.sql import statement

BEFORE: str = import_module("cases.migrations.0030_published_gauge").GAUGE
STANDING = BEFORE.replace("create function", "create or replace function").replace(
    "join public.cases_case c on c.id = d.case_id", "join public.cases_case c on c.advice_id = d.id"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0102_advice_security")]
    operations = [statement(STANDING, BEFORE.replace("create function", "create or replace function"))]
