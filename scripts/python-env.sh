# Sourced by the other scripts. Knows how to find a Python and to keep a virtual environment as its pinned list says.
# shellcheck shell=bash

# The first Python of at least 3.11 on this machine; PYTHON=/path/to/python names another.
find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed and was not found on this machine." >&2
    echo "Install it, or name one: PYTHON=/path/to/python3 $0" >&2
    return 1
}

# What an environment is made from: the Python, the place, the pinned list, and how the project says it is installed.
environment_stamp() { # PYTHON REQUIREMENTS
    "$1" - "$2" <<'PY'
import hashlib, os, pathlib, sys, tomllib
project = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))
installed = {key: project[key] for key in ("build-system", "project")}
pinned = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
print(hashlib.sha256(repr((sys.version, sys.prefix, os.getcwd(), pinned, installed)).encode()).hexdigest())
PY
}

# Makes .venvs/NAME from REQUIREMENTS and the project itself, or leaves it when nothing of that changed.
python_environment() { # NAME REQUIREMENTS
    local python stamp env=".venvs/$1"
    python=$(find_python)
    stamp=$(environment_stamp "$python" "$2")
    if [ "$(cat "$env/.made-from" 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    echo "Making $env from $2; this takes about a minute, and only when the list changed ..." >&2
    rm -rf "$env"
    if ! "$python" -m venv "$env"; then
        echo "$python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
        return 1
    fi
    "$env/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps -r "$2"
    "$env/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
    echo "$stamp" >"$env/.made-from"
}
