"""Which database and broker are in force, computed from the environment; nothing here starts anything.

Three modes for the database:

1. nothing set: the embedded cluster below `data_directory()`;
2. `DATABASE_URL` alone: an administrator's connection, from which the two logins of polact are derived;
3. `DATABASE_OWNER_URL` as well (or a `DATABASE_URL` that already names the application's login): production,
   the addresses are used as given.

Every variable can be given by file: `NAME_FILE=/run/secrets/name`.
"""

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from polact.embedded.errors import EmbeddedError, from_os_error

Role = Literal["app", "owner", "superuser"]

DATABASE_NAME = "polact"
ROLE_NAMES: dict[Role, str] = {"app": "polact_app", "owner": "polact_owner", "superuser": "postgres"}
PROJECT_DIRECTORY = Path(__file__).resolve().parents[2]

# A socket's address holds 107 bytes on Linux and 103 on macOS, its file name included.
_LONGEST_SOCKET_DIRECTORY = 88


def secret(name: str, default: str | None = None) -> str | None:
    """Return the value of the variable `name`, or the content of the file that `name`_FILE names.

    An empty variable counts as absent. Raises `EmbeddedError` when both are given or the file cannot be read.
    """
    value, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value and file:
        raise EmbeddedError(f"{name} and {name}_FILE are both set: keep one of them.")
    if not file:
        return value or default
    try:
        return Path(file).read_text(encoding="utf-8").strip() or default
    except OSError as error:
        raise EmbeddedError(f"{name}_FILE names {file}, which cannot be read ({error.strerror}).") from None


def data_directory() -> Path:
    """Return the folder of everything that is kept: `POLACT_DATA`, or `.data` beside manage.py."""
    named = os.environ.get("POLACT_DATA")
    return Path(os.path.abspath(named)) if named else PROJECT_DIRECTORY / ".data"


def socket_directory(service: str) -> Path:
    """Return the private folder of the sockets of `service`.

    It lies below the data directory, or below the system's temporary folder, under a name derived from the data
    directory, when the former is too deep for the address of a socket or holds a comma, which separates hosts.
    """
    natural = data_directory() / "run" / service
    if len(os.fsencode(natural)) <= _LONGEST_SOCKET_DIRECTORY and "," not in str(natural):
        return natural
    digest = hashlib.sha256(os.fsencode(natural)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"polact-{digest}"


def is_embedded() -> bool:
    """Tell whether the database is the embedded one."""
    return not (secret("DATABASE_URL") or secret("DATABASE_OWNER_URL"))


def is_given() -> bool:
    """Tell whether both logins are given from outside (production), instead of derived or embedded."""
    return bool(secret("DATABASE_OWNER_URL")) or _login(secret("DATABASE_URL") or "") == ROLE_NAMES["app"]


def database_url(role: Role = "app", *, database: str | None = None) -> str:
    """Return the address of the database for `role`, or of another `database` on the same server.

    Raises `EmbeddedError` when the mode in force gives no address for that role.
    """
    if is_embedded():
        url = _embedded_url(role)
    elif is_given():
        url = _given_url(role)
    else:
        url = _derived_url(role, administrator=str(secret("DATABASE_URL")))
    return _with_database(url, database) if database else url


def login_of(role: Role) -> str:
    """Return the name under which `role` logs in."""
    return _login(database_url(role))


def broker_is_embedded() -> bool:
    """Tell whether the broker is the embedded one."""
    return not secret("BROKER_URL")


def broker_socket() -> Path:
    """Return the path of the embedded broker's socket."""
    return socket_directory("broker") / "broker.sock"


def broker_url() -> str:
    """Return the broker's address in Celery's notation: `BROKER_URL`, or the embedded broker's socket."""
    return secret("BROKER_URL") or f"redis+socket://{quote(str(broker_socket()))}"


def secret_key() -> str:
    """Return `SECRET_KEY`, or outside production one that was drawn once and is kept in the data directory.

    Raises `EmbeddedError` in production when none is given.
    """
    return secret("SECRET_KEY") or _kept_secret("SECRET_KEY", size=48)


def audit_key() -> bytes:
    """Return the 32 bytes of `POLACT_AUDIT_KEY` (base64), or outside production those drawn once and kept.

    Raises `EmbeddedError` in production when none is given, and when the value is not 32 bytes in base64.
    """
    text = secret("POLACT_AUDIT_KEY") or _kept_secret("POLACT_AUDIT_KEY", size=32)
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise EmbeddedError("POLACT_AUDIT_KEY must be 32 bytes in base64: `openssl rand -base64 32` draws one.")
    return key


def _embedded_url(role: Role) -> str:
    host = quote(str(socket_directory("postgres")), safe="")
    return f"postgres://{ROLE_NAMES[role]}@/{DATABASE_NAME}?host={host}"


def _given_url(role: Role) -> str:
    names: dict[Role, str] = {
        "app": "DATABASE_URL",
        "owner": "DATABASE_OWNER_URL",
        "superuser": "DATABASE_ADMIN_URL",
    }
    url = secret(names[role])
    if not url:
        raise EmbeddedError(f"This needs the connection of the {role} role: set {names[role]} (or {names[role]}_FILE).")
    return url


def _derived_url(role: Role, *, administrator: str) -> str:
    """Replace who logs in; the password is a function of the administrator's, so that it need not be kept."""
    if role == "superuser":
        return administrator
    parts = urlsplit(administrator)
    query = parse_qsl(parts.query, keep_blank_values=True)
    key = unquote(parts.password or "") or dict(query).get("password", "")
    login = ROLE_NAMES[role]
    if key:
        digest = hmac.digest(key.encode(), login.encode(), "sha256")
        login += ":" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    kept = urlencode([(name, value) for name, value in query if name not in ("user", "password")])
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, f"{login}@{host}", parts.path, kept, ""))


def _login(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.username or "") or dict(parse_qsl(parts.query)).get("user", "")


def _with_database(url: str, database: str) -> str:
    parts = urlsplit(url)
    # urlunsplit would drop the two slashes of an address without a host.
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}/{quote(database, safe='')}{query}"


def _kept_secret(name: str, *, size: int) -> str:
    if is_given():
        raise EmbeddedError(f"{name} must be set in production (or {name}_FILE, the path of a file that holds it).")
    path = data_directory() / "secrets" / name.lower()
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _draw_secret(path, size)
    except OSError as error:
        raise from_os_error(error, path=path) from None


def _draw_secret(path: Path, size: int) -> str:
    """Draw `size` bytes and keep them; of several processes that draw at once, the first one's value holds for all."""
    try:
        make_data_directory()
        path.parent.mkdir(mode=0o700, exist_ok=True)
        drawn = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="ascii") as file:
            file.write(base64.b64encode(secrets.token_bytes(size)).decode())
        with contextlib.suppress(FileExistsError):
            os.link(drawn, path)
        drawn.unlink()
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise from_os_error(error, path=path.parent) from None


def make_data_directory() -> Path:
    """Make the data directory when it is missing and return it.

    Others may pass through it, not list it: the account of the server has to reach its own folder inside. An
    existing folder keeps the permissions that its owner chose.
    """
    path = data_directory()
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o711)
    return path
