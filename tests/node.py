"""The TypeScript half as a process: a JSON value a line in, one a line out."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
BUILT = HERE.parent / "packages" / "core" / "lib" / "conformance.js"


@contextmanager
def node(script: str) -> Iterator[Callable[[Any], Any]]:
    """A function that asks a script of this folder."""
    if not BUILT.exists() or shutil.which("node") is None:
        pytest.fail("the JavaScript half is not built: run `make build` first")
    process = subprocess.Popen(
        ["node", str(HERE / script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )

    def ask(question: Any) -> Any:
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(10)
    process.stdout.close()
