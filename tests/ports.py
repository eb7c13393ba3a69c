"""Ports that stay free until a test uses them, while other tests run beside it."""

import random
import socket

HOST = "127.0.0.1"
# Below those that systems give to whoever asks for any port: no connection and no server of another test gets one of these.
OURS = range(15_000, 30_000)


def free_port() -> int:
    """A port on which nobody listens, for a server that is told its port, or for nobody at all."""
    for port in random.SystemRandom().sample(OURS, 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise AssertionError(f"no free port among a hundred of {OURS}")
