"""What stands on the page of a case beside its own facts: one file per subject, named in `registry`."""
