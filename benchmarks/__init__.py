"""Measures the product beside hand-written SQL that does the same durable work, in one run (docs/decisions/0007)."""
