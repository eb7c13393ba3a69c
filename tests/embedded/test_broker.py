"""The embedded broker answers, keeps what it was told, and outlives nobody."""

import os
import signal

from tests.embedded.copies import Copy, eventually

PUSH = """
import socket
from polact.embedded import broker, connections
broker.ensure_running()
with socket.socket(socket.AF_UNIX) as s:
    s.connect(str(connections.broker_socket()))
    s.sendall(b"{command}\\r\\n")
    print(s.recv(100))
"""


def test_keeps_a_message_when_it_is_killed(copy: Copy) -> None:
    copy.use("broker")
    assert copy.run(PUSH.format(command="LPUSH queue wake")).stdout.strip() == r"b':1\r\n'"
    assert copy.run(PUSH.format(command="CONFIG SET appendfsync always")).stdout.strip() == r"b'+OK\r\n'"
    assert copy.run(PUSH.format(command="LPUSH queue wake")).stdout.strip() == r"b':2\r\n'"
    server = copy.process("valkey-server")
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: server not in copy.processes())
    assert copy.run(PUSH.format(command="LLEN queue")).stdout.strip() == r"b':2\r\n'"


def test_stops_when_its_only_user_is_killed(copy: Copy) -> None:
    user = copy.use("broker")
    user.kill()
    user.wait()
    assert eventually(copy.is_deserted), copy.processes()


def test_stops_when_its_keeper_is_killed(copy: Copy) -> None:
    copy.use("broker")
    server = copy.process("valkey-server")
    os.kill(copy.process("embedded.keeper broker"), signal.SIGKILL)
    assert eventually(lambda: server not in copy.processes())


def test_speaks_celerys_notation_of_its_address(copy: Copy) -> None:
    done = copy.run(
        "import kombu\nfrom polact.embedded import broker, connections\nbroker.ensure_running()\n"
        "with kombu.Connection(connections.broker_url()) as c:\n    c.ensure_connection(max_retries=1)\n    print('met')"
    )
    assert done.stdout.strip() == "met", done.stderr
