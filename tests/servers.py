"""Real servers in processes of their own, for what only a process can show: restarts, kills, an untouched disk."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOKEN = "test-token"
DEADLINE = 60.0


def until(state: Callable[[], Any], what: str) -> Any:
    """Wait for a state and return it; fail when it does not come."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        found = state()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {DEADLINE} s for {what}")


class Server:
    """A Jupyter Server whose whole world is one folder; the same folder can be served again."""

    def __init__(self, home: Path, config: str = "") -> None:
        self.home = home
        for name in ("config", "data", "runtime", "work"):
            (home / name).mkdir(parents=True, exist_ok=True)
        self.config = home / "config" / "jupyter_server_config.py"
        self.config.write_text(config)
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "PYTHONPATH": str(Path(__file__).parent.parent),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            *(sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser"),
            *(f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"),
            "--ServerApp.jpserver_extensions=jupyter_eventlog=True",
        ]
        self.log = (self.home / "log").open("ab")
        self.process = subprocess.Popen(
            command, cwd=self.home / "work", env=self.environment, stdout=self.log, stderr=self.log
        )
        until(self._answers, f"the server: {(self.home / 'log').read_text()[-2000:]}")
        return self

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(DEADLINE)
            self.log.close()
            self.process = None

    def ask(self, path: str, body: Any = None, method: str | None = None) -> tuple[int, Any]:
        return self.fetch(f"api/eventlog/{path}", body, method)

    def fetch(self, path: str, body: Any = None, method: str | None = None) -> tuple[int, Any]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def answer(self, schema_id: str, answer: str) -> None:
        _, policy = self.ask("policy")
        shown = policy["disclosures"][schema_id]["digest"]
        said = {"answers": [{"answer": answer, "target": schema_id, "shown": {schema_id: shown}}], "surface": "panel"}
        status, _ = self.ask("consent", said, "PUT")
        assert status == 200

    def files(self) -> set[str]:
        """What there is of ours on the disk."""
        names = {str(file.relative_to(self.home)) for file in self.home.rglob("*")}
        return {name for name in names if "eventlog" in name or "journal" in name or "consents" in name}

    def _answers(self) -> bool:
        if self.process is not None and self.process.poll() is not None:
            raise AssertionError((self.home / "log").read_text()[-4000:])
        try:
            return self.ask("")[0] == 200
        except OSError:
            return False
