"""How much is taken in (docs/decisions/0017)."""

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_CASE = 50 * MEGABYTE
"""All files of one case together, in bytes."""
MOST_FILES = 50
LONGEST_NAME = 150
