"""The default that needs nothing installed: an embedded PostgreSQL, an embedded broker and a local mailbox.

The settings import this package, so importing it starts nothing and needs the standard library only. It lies
below every other package of polact and imports none of them.
"""
