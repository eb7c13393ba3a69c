"""The local mailbox keeps what it is sent, as it was sent, before it says so."""

import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

from polact.embedded.mailbox import open_listener


def test_keeps_a_message_with_its_recipients_before_it_answers(tmp_path: Path) -> None:
    listener = open_listener()
    with subprocess.Popen(
        [sys.executable, "-m", "polact.embedded.mailbox", str(listener.fileno()), str(tmp_path / "mail")],
        pass_fds=[listener.fileno()],
    ) as process:
        message = EmailMessage()
        message["Subject"] = "Réponse à votre demande"
        message["Message-ID"] = "<one@polact.example>"
        message.set_content("Bonjour")
        with smtplib.SMTP("127.0.0.1", listener.getsockname()[1], timeout=20) as client:
            client.send_message(message, "from@polact.example", ["a@polact.example", "b@polact.example"])
            (kept,) = (tmp_path / "mail").glob("*.eml")
        process.terminate()
        assert process.wait(10) == 0
    lines = kept.read_bytes().splitlines()
    assert lines[:3] == [
        b"X-Envelope-From: from@polact.example",
        b"X-Envelope-To: a@polact.example",
        b"X-Envelope-To: b@polact.example",
    ]
    assert b"Message-ID: <one@polact.example>" in lines
