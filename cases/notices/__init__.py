"""Who is told what, on which occasion, one file per subject. The words are in templates/cases/notices, in both languages."""
