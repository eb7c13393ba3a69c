"""Who is told what: of guidance, of information sessions. The only door to the mail room."""
