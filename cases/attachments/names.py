"""The name that a file had on somebody's computer, kept safely: one line of text that is no path and hides nothing."""

import unicodedata

from cases.attachments.limits import LONGEST_NAME

NOT_ON_EVERY_DISK = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def safe_name(given: str) -> str:
    """What of a given name is kept: its last part, composed (NFC), without control, direction or invisible characters.

    Never empty, never starts with a dot, at most LONGEST_NAME characters with its extension kept.
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(" " if character.isspace() else character for character in last if not _hides(character))
    name = " ".join(unicodedata.normalize("NFC", visible).translate(NOT_ON_EVERY_DISK).split()).strip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(extension[:10]) - 1].rstrip()}.{extension[:10]}"


def extension_of(name: str) -> str:
    """The extension in small letters, without its dot; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _hides(character: str) -> bool:
    """Control characters except blanks, format characters (which turn the direction of writing), private, unassigned."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()
