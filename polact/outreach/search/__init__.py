"""Finds what a question is about: an activity with its direct answer, guidance, worked examples. Pure; nothing is kept."""
