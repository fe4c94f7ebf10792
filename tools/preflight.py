"""Say plainly what this machine lacks before anything is installed.

Runs on whatever Python is there, so it keeps to syntax that old ones parse.
"""

import re
import shutil
import subprocess
import sys

PYTHON = (3, 11)
NODE = 20


def node_version():
    """The major version of Node.js, or None where there is none."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([node, "--version"], stdout=subprocess.PIPE, check=False).stdout
    found = re.match(r"v(\d+)", answer.decode())
    return int(found.group(1)) if found else None


def missing():
    """What is missing, one sentence each."""
    found = []
    if sys.version_info < PYTHON:
        found.append(
            "Python 3.11 or newer is needed; this is {}. Set PYTHON=/path/to/python3.x.".format(
                sys.version.split()[0]
            )
        )
    else:
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            found.append("Python's venv module is missing (Debian: apt-get install python3-venv).")
    node = node_version()
    if node is None:
        found.append("Node.js 20 or newer with npm is needed; there is none on the PATH.")
    elif node < NODE:
        found.append("Node.js 20 or newer is needed; this is {}.".format(node))
    return found


if __name__ == "__main__":
    problems = missing()
    for problem in problems:
        print("Lobby can't start: " + problem, file=sys.stderr)
    sys.exit(1 if problems else 0)
