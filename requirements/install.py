"""Install a lock into this Python's environment: one line that moves, and all of pip's on an error.

`python requirements/install.py run.txt` in the environment. Nothing but Python is needed.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
PIP = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input")
HASHED = ("--progress-bar", "off", "--no-warn-script-location", "--require-hashes")
PINNED = re.compile(r"^[\w.\[\]-]+==", re.M)
# What pip says of each package of a lock, before it unpacks them all at once.
MET = ("Collecting ", "Processing ", "Requirement already satisfied: ", "Ignoring ")
UNPACKING = "Installing collected packages"
WIDTH = 30


def install(lock: str) -> int:
    """Install every package of a lock; the exit code of pip."""
    path = FOLDER / lock
    total = len(PINNED.findall(path.read_text(encoding="utf-8")))
    print(f"installing {total} packages of requirements/{path.name} (a minute or two)", flush=True)
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        command = [*PIP, *HASHED, "--requirement", str(path)]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
        ) as pip:
            assert pip.stdout
            met = 0
            for line in pip.stdout:
                said.write(line)
                if line.startswith(MET):
                    met += 1
                    _show(met, total)
                elif line.startswith(UNPACKING):
                    _show(total, total)
        _end()
        if pip.returncode:
            said.seek(0)
            print(said.read(), file=sys.stderr)
    return pip.returncode


def _show(met: int, total: int) -> None:
    """The bar, on a screen alone: in a file every step of it would be a line."""
    if sys.stdout.isatty():
        done = WIDTH * min(met, total) // total
        doing = "unpacking" if met >= total else "fetching "
        print(f"\r  {'#' * done:{WIDTH}} {met} of {total}, {doing}", end="", flush=True)


def _end() -> None:
    if sys.stdout.isatty():
        print()


if __name__ == "__main__":
    sys.exit(install(sys.argv[1]))
