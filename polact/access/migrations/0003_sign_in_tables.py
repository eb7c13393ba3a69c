"""The e-mail addresses that allauth keeps are personal data too: the same wall."""

from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows

OWN = f"user_id = {ME} or {SEES_ALL}"
OF_ONES_OWN = f"exists (select from account_emailaddress a where a.id = email_address_id) or {SEES_ALL}"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_row_security"), ("account", "0009_emailaddress_unique_primary_email")]
    operations = [
        grant("account_emailaddress", "select, insert, update"),
        grant("account_emailconfirmation", "select"),
        secure_rows("account_emailaddress", read=OWN, insert=OWN, write=OWN),
        secure_rows("account_emailconfirmation", read=OF_ONES_OWN),
    ]
