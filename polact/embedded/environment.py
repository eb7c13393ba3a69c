"""Makes the virtual environment: `python3 polact/embedded/environment.py FOLDER REQUIREMENTS…`.

Runs on the system's Python with the standard library only. A requirements file whose content is already installed
is skipped; two runs at once take turns.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path


def main(folder: Path, requirements: list[Path]) -> int:
    """Make the environment in `folder` and install each of the files; returns the exit code."""
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _works(folder) and not _create(folder):
            return 1
        return max((_install(folder, file) for file in requirements), default=0)


def _works(folder: Path) -> bool:
    try:
        return (
            subprocess.run(
                [folder / "bin" / "python", "-m", "pip", "--version"], check=False, capture_output=True
            ).returncode
            == 0
        )
    except OSError:
        return False


def _create(folder: Path) -> bool:
    for remains in folder.iterdir():
        if remains.name != ".lock":
            shutil.rmtree(remains) if remains.is_dir() and not remains.is_symlink() else remains.unlink()
    print(f"making the virtual environment {folder} with Python {sys.version.split()[0]}", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", folder], check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        print(
            "The virtual environment could not be made: on Debian and Ubuntu, install the package python3-venv.",
            file=sys.stderr,
        )
    return done.returncode == 0


def _install(folder: Path, file: Path) -> int:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    stamp = folder / f".installed-{file.name}"
    if stamp.exists() and stamp.read_text() == digest:
        return 0
    began = time.monotonic()
    print(f"installing {file} (only the first time, and after it changes)", flush=True)
    pip = [
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--requirement",
        str(file),
    ]
    code = subprocess.run(
        [*pip, "--disable-pip-version-check", "--no-input", "-qq", "--progress-bar", "off"], check=False
    )
    if code.returncode:
        print(f"Installing {file} failed; the reason is above.", file=sys.stderr)
        return 1
    stamp.write_text(digest)
    print(f"installed {file} ({time.monotonic() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
