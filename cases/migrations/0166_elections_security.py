"""What the application may do with elections and districts: anybody reads, the Commission writes, what was is kept.

Of an election only its days change, of a district only its names, end and source; changes and the periods of districts
are only added.
"""

from django.db import migrations

from polact.base.sql import SEES_ALL, grant, secure_rows

DAYS = "active_from, active_to, polling_day, nominations_close, nominations_time, withdrawn_on"


class Migration(migrations.Migration):
    dependencies = [("cases", "0165_elections_as_data")]
    operations = [
        grant("cases_electionperiod", f"select, insert, update ({DAYS})"),
        grant("cases_electoraldistrict", "select, insert, update (name_en, name_fr, valid_to, source)"),
        grant("cases_districtperiod", "select, insert"),
        grant("cases_electionchange", "select, insert"),
        secure_rows("cases_electoraldistrict", read="true", insert=SEES_ALL, write=SEES_ALL),
        secure_rows("cases_districtperiod", read="true", insert=SEES_ALL),
        secure_rows("cases_electionchange", read="true", insert=SEES_ALL),
    ]
