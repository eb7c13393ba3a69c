"""Accessible documents from plain data. Knows no app."""
