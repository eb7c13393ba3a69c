"""The register of earlier years as a file: `columns` says what each cell may hold, `reading` reads it whole.

Pure: takes bytes and what is known of organizations, returns rows and problems. Nothing here asks the database.
"""
