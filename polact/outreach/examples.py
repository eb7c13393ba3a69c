"""Fictional content for the style guide."""

from datetime import datetime, timedelta
from typing import Any


def shown(now: datetime) -> dict[str, Any]:
    """What the parts of the style guide show; all of it is fictional."""
    return {
        "points": [
            {"title": "Request sent", "state": "done", "when": now - timedelta(days=3), "text": ""},
            {
                "title": "With your representative",
                "state": "current",
                "when": now - timedelta(days=2),
                "text": "An answer is planned within ten working days.",
            },
            {"title": "Advice", "state": "todo", "when": None, "text": ""},
        ],
        "bars": [("Volunteering", 42), ("Social media", 31), ("Fundraising", 12), ("Other", 0)],
    }
