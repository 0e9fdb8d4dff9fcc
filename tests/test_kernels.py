"""Real kernels through a real Jupyter Server: they get a connection, it works in any weather, and it ends with them."""

import json
import os
import signal
import sqlite3
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client import BlockingKernelClient
from jupyter_server.auth.identity import IdentityProvider, User
from servers import DEADLINE, TOKEN, Server, until

from jupyter_eventlog.callers import owner_name
from jupyter_eventlog.client import VARIABLE
from jupyter_eventlog.server.kernels import COUNTER, KernelConnections
from jupyter_eventlog.token_store import Tokens

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
CONFIG = f"""
c = get_config()
c.EventLog.allowed_schemas = {{{COMMAND!r}: {{"level": "technical", "user": "keep"}}}}
c.KernelRestarter.restart_limit = 0
"""
EMIT = f"""
import os
from jupyter_eventlog.client import emit, flush, status
def one(command="kernel:ran"):
    emit({COMMAND!r}, 1, {{"command_id": command, "trigger": "menu", "outcome": "succeeded"}})
"""


class Kernel:
    """A kernel of a server, driven as a front end does, but without the websocket."""

    def __init__(self, server):
        self.server = server
        self.id = self.ask("", {})["id"]
        self.client = None
        self.connect()

    def connect(self):
        """Talk to the kernel, or to what a restart made of it."""
        self.close()
        file = self.server.home / "runtime" / f"kernel-{self.id}.json"
        self.client = BlockingKernelClient(connection_file=str(file))
        self.client.load_connection_file()
        self.client.start_channels()
        until(self._is_ready, "the kernel")

    def _is_ready(self):
        # A kernel that has not yet begun is as silent as a dead one.
        try:
            self.client.wait_for_ready(timeout=DEADLINE)
        except RuntimeError:
            return False
        return True

    def close(self):
        if self.client is not None:
            self.client.stop_channels()
            self.client.context.destroy(linger=0)

    def ask(self, path, body=None, method=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}/api/kernels{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def run(self, code):
        """What a cell shows, and how it ended; code goes last as an expression to have its value."""
        shown = []
        reply = self.client.execute_interactive(code, timeout=DEADLINE, output_hook=shown.append)
        outputs = [one for one in shown if one["msg_type"] in ("stream", "error", "display_data", "execute_result")]
        return reply["content"]["status"], outputs

    def value(self, expression):
        """The value of an expression, where that is all the cell shows."""
        ended, shown = self.run(f"__import__('json').dumps({expression})")
        assert (ended, [one["msg_type"] for one in shown]) == ("ok", ["execute_result"])
        return json.loads(shown[0]["content"]["data"]["text/plain"][1:-1].replace("\\\\", "\\"))

    def quiet(self, code):
        """Run a cell that must succeed and show nothing at all."""
        assert self.run(code) == ("ok", [])


@pytest.fixture
def serve(tmp_path):
    servers = []

    def one(text=CONFIG):
        server = Server(tmp_path, text)
        server.environment.pop(VARIABLE, None)
        servers.append(server)
        return server.start()

    yield one
    for server in servers:
        server.stop(signal.SIGTERM)


@pytest.fixture
def start(serve):
    kernels = []

    def one(server):
        kernel = Kernel(server)
        kernels.append(kernel)
        return kernel

    yield one
    for kernel in kernels:
        kernel.close()


def connections(home):
    return sorted((home / "runtime").glob("eventlog-*.json"))


def tokens(home):
    return Tokens(home / "data" / "eventlog").list()


def capsules(home):
    found = []
    for file in (home / "data" / "eventlog").glob("journal-*.sqlite"):
        with sqlite3.connect(file) as database:
            found += [json.loads(row[0]) for row in database.execute("SELECT capsule FROM events ORDER BY place")]
    return found


def test_the_life_of_a_connection(serve, start, tmp_path):
    server = serve()
    assert connections(tmp_path) == tokens(tmp_path) == []
    kernel = start(server)
    (file,) = connections(tmp_path)
    (token,) = tokens(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert (token.subject, token.origin, token.schemas) == (owner_name(), "kernel", {COMMAND})
    kernel.quiet(EMIT + "one()\none()\nassert flush(30)")
    assert kernel.value("status()")["verdicts"] == {"no-consent": 2}
    assert capsules(tmp_path) == []

    server.answer(COMMAND, "yes")
    kernel.quiet("one()\nassert flush(30)")
    (capsule,) = capsules(tmp_path)
    assert capsule["data"] == {"command_id": "kernel:ran", "outcome": "succeeded"}
    assert (capsule["origin"], capsule["user"], capsule["basis"]) == ("kernel", owner_name(), "opt-in")
    assert (capsule["redacted"], capsule["sequence"]) == (["trigger"], 3)

    kernel.ask(f"/{kernel.id}/restart", {}, "POST")
    kernel.connect()
    kernel.quiet(EMIT + "one('kernel:restarted')\nassert flush(30)")
    assert connections(tmp_path) == [file]

    kernel.quiet("one('kernel:last')")
    kernel.ask(f"/{kernel.id}", method="DELETE")
    assert connections(tmp_path) == tokens(tmp_path) == []
    said = [one["data"]["command_id"] for one in capsules(tmp_path)]
    assert said == ["kernel:ran", "kernel:restarted", "kernel:last"]
    log = (tmp_path / "log").read_text()
    assert "elog_" not in log
    assert "eventlog: " not in log


def test_a_busy_cell_never_waits_for_us(serve, start):
    kernel = start(serve())
    kernel.quiet(EMIT + "for n in range(100_000): one()")
    until(lambda: kernel.value("flush(5)"), "all answers")
    said = kernel.value("status()")
    assert said["state"] == "running"
    assert sum(said["verdicts"].values()) + sum(said["lost"].values()) == 100_000
    assert said["verdicts"].keys() == {"no-consent"}
    assert said["verdicts"]["no-consent"] >= 50_000


def test_an_interrupt_stops_the_cell_and_not_the_client(serve, start):
    server = serve()
    server.answer(COMMAND, "yes")
    kernel = start(server)
    kernel.quiet(EMIT + "n = 0")
    for _ in range(3):
        request = kernel.client.execute("while True:\n    one()\n    n += 1\n    open('busy', 'a').close()")
        until((server.home / "work" / "busy").exists, "the loop")
        kernel.ask(f"/{kernel.id}/interrupt", {}, "POST")
        reply = kernel.client.get_shell_msg(timeout=DEADLINE)
        assert reply["parent_header"]["msg_id"] == request
        assert (reply["content"]["status"], reply["content"]["ename"]) == ("error", "KeyboardInterrupt")
        (server.home / "work" / "busy").unlink()
        kernel.run("pass")
    kernel.quiet("assert flush(60)")
    said, emitted = kernel.value("[status(), n]")
    assert said["state"] == "running"
    # An interrupt may come between an event and the line that counts it.
    assert 0 <= sum(said["verdicts"].values()) + sum(said["lost"].values()) - emitted <= 3


def test_a_revoked_token_is_the_end_of_it(serve, start, tmp_path):
    kernel = start(serve())
    (token,) = tokens(tmp_path)
    Tokens(tmp_path / "data" / "eventlog").revoke(token.id)
    kernel.quiet(EMIT + "one()\nassert flush(30) is False\none()")
    assert kernel.value("status()['state']") == "stopped"


def test_a_kernel_that_dies_leaves_nothing(serve, start, tmp_path):
    kernel = start(serve())
    os.kill(kernel.value("__import__('os').getpid()"), signal.SIGKILL)
    until(lambda: not connections(tmp_path) and not tokens(tmp_path), "the connection to go")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_ends_takes_connections_along(serve, start, tmp_path, number):
    server = serve()
    start(server)
    server.stop(number)
    if number == signal.SIGKILL:
        assert len(connections(tmp_path)) == len(tokens(tmp_path)) == 1
        serve()
    assert connections(tmp_path) == tokens(tmp_path) == []


@pytest.mark.parametrize("text", ["", "c.EventLog.contact = 'us'", CONFIG + "c.EventLog.unknown = 1"])
def test_where_nothing_is_allowed_kernels_have_nothing(serve, start, tmp_path, text):
    kernel = start(serve(text))
    assert kernel.value(f"__import__('os').environ.get({VARIABLE!r})") is None
    kernel.quiet(EMIT + "one()\nassert flush()")
    assert kernel.value("status()['state']") == "off"
    assert connections(tmp_path) == []
    assert not (tmp_path / "data" / "eventlog").exists()


def test_a_failure_of_ours_is_not_the_kernels(serve, start, tmp_path):
    server = serve()
    (tmp_path / "data" / "eventlog").write_text("no folder")
    kernel = start(server)
    kernel.quiet(EMIT + "one()\nassert flush()")
    assert connections(tmp_path) == []
    assert server.ask("")[1]["counters"] == {COUNTER: {"failed": 1}}
    assert "eventlog: a kernel starts without a connection: " in (tmp_path / "log").read_text()


class ByHeader(IdentityProvider):
    """Knows people, by a header that only this test's provider believes."""

    def get_user(self, handler):
        name = handler.request.headers.get("X-Test-User")
        return User(username=name) if name else None

    def is_token_authenticated(self, handler):
        return True


class Manager:
    """A kernel manager that starts nothing."""

    def __init__(self):
        self.kernels, self.given, self.problem = set(), [], None

    def __contains__(self, kernel_id):
        return kernel_id in self.kernels

    async def start_kernel(self, *, kernel_id=None, **options):
        self.given.append(options)
        if self.problem:
            raise self.problem
        self.kernels.add(kernel_id or "made")
        return kernel_id or "made"

    def remove_kernel(self, kernel_id):
        self.kernels.discard(kernel_id)


class TestManagers:
    @pytest.fixture
    def jp_server_config(self, tmp_path):
        return {
            "ServerApp": {
                "jpserver_extensions": {"jupyter_eventlog": True},
                "identity_provider_class": ByHeader,
            },
            "EventLog": {
                "allowed_schemas": {COMMAND: {"level": "technical"}},
                "journal_dir": str(tmp_path / "journal"),
                "shared": True,
            },
        }

    @pytest.fixture
    def eventlog(self, jp_serverapp):
        found = jp_serverapp.web_app.settings["eventlog"]
        yield found
        found.close()

    @pytest.fixture
    def watched(self, jp_serverapp, eventlog):
        manager = Manager()
        identities = jp_serverapp.web_app.settings["eventlog_identities"]
        made = KernelConnections(jp_serverapp, eventlog, identities)
        made.watch(manager)
        return SimpleNamespace(manager=manager, connections=made, tokens=eventlog.tokens, server=jp_serverapp)

    async def test_a_kernel_is_of_who_started_it(self, jp_fetch, jp_serverapp, eventlog):
        answer = await jp_fetch("api", "kernels", method="POST", body="{}", headers={"X-Test-User": "ada"})
        assert [one.subject for one in eventlog.tokens.list()] == ["ada"]
        await jp_serverapp.kernel_manager.shutdown_kernel(json.loads(answer.body)["id"], now=True)
        assert eventlog.tokens.list() == []

    async def test_a_kernel_of_nobody_speaks_for_nobody(self, watched):
        await watched.manager.start_kernel()
        assert [one.subject for one in watched.tokens.list()] == [None]

    async def test_what_was_given_is_passed_on(self, watched, monkeypatch):
        monkeypatch.setenv("OF_THE_SERVER", "1")
        await watched.manager.start_kernel(kernel_name="r", env={"MINE": "2"})
        await watched.manager.start_kernel(kernel_id="other")
        own, inherited = watched.manager.given
        assert own["kernel_name"] == "r"
        assert own["env"].keys() == {"MINE", VARIABLE}
        assert inherited["env"]["OF_THE_SERVER"] == "1"
        said = json.loads(Path(own["env"][VARIABLE]).read_text())
        assert said["url"] == f"http://127.0.0.1:{watched.server.port}{watched.server.base_url}"

    async def test_a_running_kernel_keeps_its_connection(self, watched):
        await watched.manager.start_kernel(kernel_id="one")
        await watched.manager.start_kernel(kernel_id="one")
        assert len(watched.tokens.list()) == 1
        assert watched.manager.given[1] == {}

    async def test_a_start_that_fails_leaves_nothing(self, watched):
        watched.manager.problem = RuntimeError("no such kernel")
        with pytest.raises(RuntimeError, match="no such kernel"):
            await watched.manager.start_kernel()
        assert watched.tokens.list() == []
        assert not Path(watched.manager.given[0]["env"][VARIABLE]).exists()

    async def test_all_are_taken_back_at_the_end(self, watched):
        for name in ("one", "two"):
            await watched.manager.start_kernel(kernel_id=name)
        watched.connections.close()
        assert watched.tokens.list() == []

    @pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
    async def test_a_forked_child_takes_nothing_back(self, watched):
        await watched.manager.start_kernel(kernel_id="one")
        file = Path(watched.manager.given[0]["env"][VARIABLE])
        child = os.fork()
        if child == 0:
            try:
                watched.connections.close()
                watched.manager.remove_kernel("one")
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        assert file.exists()
        assert len(watched.tokens.list()) == 1
