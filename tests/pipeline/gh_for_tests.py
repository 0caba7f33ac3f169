"""Stands for `gh api` in tests: answers from a file, and logs what it would write.

The file `GH_ANSWERS` maps paths to JSON, and paths of archives to files. `--jq` is evaluated by jq, whose language `gh`
has built in.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("api")
    parser.add_argument("path")
    parser.add_argument("--jq", default=".")
    parser.add_argument("--method", default="GET")
    parser.add_argument("--field", default="")
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--silent", action="store_true")
    arguments = parser.parse_args()
    if arguments.method != "GET":
        name, _, file = arguments.field.partition("=@")
        call = [arguments.method, arguments.path, name, Path(file).read_text(encoding="utf-8")]
        with Path(os.environ["GH_LOG"]).open("a", encoding="utf-8") as log:
            log.write(json.dumps(call) + "\n")
        return 0
    answers = json.loads(Path(os.environ["GH_ANSWERS"]).read_text(encoding="utf-8"))
    if arguments.path not in answers:
        sys.stderr.write(f"gh: Not Found (HTTP 404): {arguments.path}\n")
        return 1
    answer = answers[arguments.path]
    if isinstance(answer, str):
        sys.stdout.buffer.write(Path(answer).read_bytes())
        return 0
    return subprocess.run(["jq", "-r", arguments.jq], input=json.dumps(answer), text=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
