"""Synthetic data in quantity, for measuring and trying out: fictional people, believable requests, a ledger that verifies."""
