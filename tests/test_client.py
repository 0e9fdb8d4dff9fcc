"""The client in kernels: what it sends, what it holds, and that it never troubles the cell that emits."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from receivers import receiving
from servers import until

from jupyter_eventlog import client, client_http, client_worker

ROOT = Path(__file__).parent.parent
SCHEMA = "https://example.org/schemas/model-fitted"
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture
def receiver():
    with receiving() as server:
        yield server


@pytest.fixture
def connected(receiver, tmp_path, monkeypatch):
    """A client of its own for the test, with a connection to the receiver."""

    def one(**more):
        monkeypatch.setenv(client.VARIABLE, str(receiver.connection(tmp_path / "connection.json", **more)))
        monkeypatch.setattr(client, "_client", client.Client())
        monkeypatch.setattr(client_worker, "LINGER", 0.01)
        monkeypatch.setattr(client_worker, "_FIRST_WAIT", 0.01)
        return client

    yield one
    client._client.close(0)


def state(name):
    return client.status()["state"] == name


class TestWhatArrives:
    def test_events_in_order_with_all_that_the_server_asks_of_an_emitter(self, connected, receiver):
        emit = connected().emit
        for number in range(3):
            emit(SCHEMA, 1, {"number": number})
        assert client.flush()
        path, headers, _ = receiver.requests[0]
        assert path == "/base/api/eventlog/events"
        assert headers["Authorization"] == "EventLog elog_canary"
        assert [one["data"] for one in receiver.stored] == [{"number": number} for number in range(3)]
        assert [one["sequence"] for one in receiver.stored] == [1, 2, 3]
        assert len({one["session"] for one in receiver.stored}) == 1
        assert len({one["id"] for one in receiver.stored}) == 3
        for one in receiver.stored:
            assert one.keys() == {"schema_id", "version", "time", "id", "session", "sequence", "data"}
            assert UUID7.fullmatch(one["id"])
            moment = datetime.fromisoformat(one["time"])
            assert int(one["id"].replace("-", "")[:12], 16) == int(moment.timestamp() * 1000)
        assert client.status() == {
            "state": "running",
            "waiting": 0,
            "verdicts": {"stored": 3},
            "lost": {},
            "problem": None,
        }

    def test_what_the_caller_does_to_the_data_later_changes_nothing(self, connected, receiver):
        emit = connected().emit
        data = {"steps": [1], "text": '"sequence":7,"data":', "odd": "\ud800é"}
        emit(SCHEMA, 1, data)
        data["steps"].append(2)
        data.clear()
        assert client.flush()
        assert receiver.stored[0]["data"] == {"steps": [1], "text": '"sequence":7,"data":', "odd": "\ud800é"}

    def test_a_request_is_one_that_the_server_takes(self, connected, receiver):
        receiver.free.clear()
        emit = connected().emit
        for _ in range(2500):
            emit(SCHEMA, 1, {})
        for _ in range(10):
            emit(SCHEMA, 1, {"text": "x" * 300_000})
        receiver.free.set()
        assert client.flush(60)
        assert [one["sequence"] for one in receiver.stored] == list(range(1, 2511))
        assert max(len(body["events"]) for _, _, body in receiver.requests) == client_worker.MAX_BATCH
        assert max(int(headers["Content-Length"]) for _, headers, _ in receiver.requests) <= 1024 * 1024

    def test_many_threads_lose_nothing(self, connected, receiver):
        emit = connected().emit
        threads = [threading.Thread(target=lambda: [emit(SCHEMA, 1, {"n": n}) for n in range(1000)]) for _ in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert client.flush(60)
        assert [one["sequence"] for one in receiver.stored] == list(range(1, 8001))
        assert len({one["session"] for one in receiver.stored}) == 1

    def test_an_interrupt_while_the_worker_starts_makes_no_second_one(self, connected, receiver, monkeypatch):
        emit, start, started = connected().emit, threading.Thread.start, []

        def interrupted(thread):
            start(thread)
            if thread.name == "jupyter-eventlog":
                started.append(thread)
                raise KeyboardInterrupt

        monkeypatch.setattr(threading.Thread, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            emit(SCHEMA, 1, {})
        monkeypatch.setattr(threading.Thread, "start", lambda thread: (start(thread), started.append(thread))[0])
        emit(SCHEMA, 1, {})
        assert client.flush()
        assert [thread.name for thread in started].count("jupyter-eventlog") == 1

    def test_only_schemas_of_the_connection_are_sent(self, connected, receiver):
        emit = connected(schemas=[SCHEMA]).emit
        for _ in range(2):
            emit("https://example.org/schemas/other", 1, {})
            emit([], 1, {})
            emit(SCHEMA, 1, {})
            assert client.flush()
        assert [one["schema_id"] for one in receiver.stored] == [SCHEMA] * 2
        assert [one["sequence"] for one in receiver.stored] == [1, 2]

    def test_proxies_are_not_asked_for_this_machine(self, connected, receiver, monkeypatch):
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.delenv("no_proxy", raising=False)
        connected().emit(SCHEMA, 1, {})
        assert client.flush()
        assert len(receiver.stored) == 1


class TestWhenTheServerSaysNo:
    @pytest.mark.parametrize(
        "answer",
        [
            *[(status, {}, {"reason": "refused"}) for status in (401, 403, 404, 408, 424, 425, 429, 500, 502, 503)],
            (302, {"Location": "/login"}, {}),
            (200, {}, b"<html>Sign in to the Wi-Fi"),
            (200, {}, {"results": []}),
            (401, {}, b""),
        ],
    )
    def test_it_asks_again_with_the_same(self, connected, receiver, answer):
        receiver.answers += [answer, answer]
        connected().emit(SCHEMA, 1, {})
        assert client.flush(60)
        bodies = [body for _, _, body in receiver.requests]
        assert len(bodies) == 3
        assert bodies[0] == bodies[1] == bodies[2]
        assert {path for path, _, _ in receiver.requests} == {"/base/api/eventlog/events"}
        assert client.status()["verdicts"] == {"stored": 1}

    def test_too_much_at_once_is_sent_in_parts(self, connected, receiver):
        receiver.answers += [(413, {}, {})] * 2
        emit = connected().emit
        for _ in range(4):
            emit(SCHEMA, 1, {})
        assert client.flush()
        sizes = [len(body["events"]) for _, _, body in receiver.requests]
        assert sum(sizes[2:]) == len(receiver.stored)
        assert [one["sequence"] for one in receiver.stored] == [1, 2, 3, 4]

    @pytest.mark.parametrize(("status", "reason"), [(413, "too-large"), (400, "refused"), (415, "refused")])
    def test_what_can_never_arrive_is_told_in_the_next_report(self, connected, receiver, status, reason):
        receiver.answers.append((status, {}, {}))
        emit = connected().emit
        emit(SCHEMA, 1, {})
        assert client.flush()
        emit(SCHEMA, 1, {})
        assert client.flush()
        emit(SCHEMA, 1, {})
        assert client.flush()
        (report,) = receiver.reports
        assert report == {"session": receiver.stored[0]["session"], "ranges": [[1, 1]], "reason": reason}
        assert client.status()["lost"] == {reason: 1}

    @pytest.mark.parametrize("answer", [(401, {}, {"reason": "token"})])
    def test_a_token_that_was_revoked_ends_it_for_good(self, connected, receiver, answer):
        receiver.always = answer
        emit = connected().emit
        emit(SCHEMA, 1, {})
        until(lambda: state("stopped"), "the end")
        asked = len(receiver.requests)
        emit(SCHEMA, 1, {})
        assert client.flush() is False
        assert (asked, len(receiver.requests)) == (1, 1)
        assert client.status()["lost"] == {"stopped": 1}
        assert "revoked" in client.status()["problem"]

    def test_a_token_past_its_time_is_not_shown_to_anybody(self, connected, receiver):
        connected(expires=(datetime.now(UTC) - timedelta(seconds=1)).isoformat()).emit(SCHEMA, 1, {})
        until(lambda: state("stopped"), "the end")
        assert receiver.requests == []

    def test_it_waits_as_long_as_it_is_asked_to_and_longer_each_time(self, receiver, tmp_path, monkeypatch):
        waits = []

        class Patient(threading.Event):
            def wait(self, timeout=None):
                waits.append(timeout)

        monkeypatch.setattr(client_worker, "LINGER", 0.01)
        monkeypatch.setattr(client_worker.random, "uniform", lambda _, longest: longest)
        monkeypatch.setenv(client.VARIABLE, str(receiver.connection(tmp_path / "connection.json")))
        receiver.answers += [(503, {"Retry-After": "30"}, {})] * 2 + [(503, {}, {})] * 6
        one = client.Client()
        receiver.free.clear()
        one.put(SCHEMA, 1, {})
        one._worker.closing = Patient()
        receiver.free.set()
        assert one.flush(60)
        assert waits == [31, 32, 4, 8, 16, 32, 60, 60]

    @pytest.mark.parametrize(
        ("said", "least", "most"),
        [
            (None, 0, 0),
            ("7", 7, 7),
            ("99999999", 3600, 3600),
            ("-5", 0, 0),
            ("soon", 0, 0),
            (20, 1000, 1200),
            (-20, 0, 0),
        ],
        ids=["none", "seconds", "too-long", "negative", "no-number", "a-date", "a-date-gone-by"],
    )
    def test_retry_after(self, receiver, tmp_path, said, least, most):
        if isinstance(said, int):
            said = format_datetime(datetime.now(UTC) + timedelta(minutes=said))
        receiver.always = (429, {} if said is None else {"Retry-After": said}, {})
        connection = client_http.Connection(str(receiver.connection(tmp_path / "connection.json")))
        assert least <= connection.post(b"{}", 0).after <= most


class TestWhenThereIsTooMuch:
    def test_what_finds_no_place_is_counted_and_told(self, connected, receiver, monkeypatch):
        monkeypatch.setattr(client, "MAX_EVENTS", 10)
        receiver.free.clear()
        emit = connected().emit
        emit(SCHEMA, 1, {"n": 0})
        until(lambda: receiver.requests, "the first request")
        for number in range(1, 16):
            emit(SCHEMA, 1, {"n": number})
        receiver.free.set()
        assert client.flush()
        emit(SCHEMA, 1, {"n": 16})
        assert client.flush()
        assert [one["data"]["n"] for one in receiver.stored] == [*range(11), 16]
        assert [one["sequence"] for one in receiver.stored] == [*range(1, 12), 17]
        assert [(one["ranges"], one["reason"]) for one in receiver.reports] == [([[12, 16]], "full")]
        assert client.status()["lost"] == {"full": 5}

    def test_bytes_count_too(self, connected, receiver, monkeypatch):
        monkeypatch.setattr(client, "MAX_BYTES", 1000)
        receiver.free.clear()
        emit = connected().emit
        emit(SCHEMA, 1, {})
        until(lambda: receiver.requests, "the first request")
        for _ in range(4):
            emit(SCHEMA, 1, {"text": "x" * 400})
        receiver.free.set()
        assert client.flush()
        assert client.status()["lost"] == {"full": 2}
        for _ in range(2):
            emit(SCHEMA, 1, {"text": "x" * 400})
        assert client.flush()
        assert client.status()["lost"] == {"full": 2}

    def test_what_is_no_event_is_counted(self, connected, receiver):
        emit = connected().emit
        inside: dict = {}
        inside["itself"] = inside
        hostile = type("Hostile", (dict,), {"items": lambda _: 1 / 0, "__bool__": lambda _: 1 / 0})()
        for data in ({"x": float("nan")}, {"x": object()}, {"x": b""}, inside, {"x": "y" * 600_000}, {(1,): 2}):
            emit(SCHEMA, 1, data)
        emit(SCHEMA, object(), {})
        emit(SCHEMA, 1, hostile)
        emit(SCHEMA, 1, {"fine": True})
        assert client.flush()
        assert {"fine": True} in [one["data"] for one in receiver.stored]
        assert client.status()["lost"]["unfit"] >= 7
        assert [one["sequence"] for one in receiver.stored] == list(range(1, len(receiver.stored) + 1))


def run(script, tmp_path, environment=(), flags=(), cwd=None):
    done = subprocess.run(
        [sys.executable, *flags, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT), **dict(environment)},
        cwd=cwd or tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


EMIT = "from jupyter_eventlog.client import emit, flush, status\n"


class TestProcesses:
    def test_without_a_connection_it_is_off(self, tmp_path):
        script = EMIT + (
            "import threading\n"
            "emit('x', 1, {}); emit(None, None, object())\n"
            "print(status(), flush(), threading.active_count())"
        )
        environment = {name: value for name, value in os.environ.items() if name != client.VARIABLE}
        code, out, said = run(script, tmp_path, environment)
        off = {"state": "off", "waiting": 0, "verdicts": {}, "lost": {}, "problem": None}
        assert (code, out, said) == (0, f"{off} True 1\n", "")

    @pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", '{"url": 7}', '{"url": "ftp://x", "token": ""}'])
    def test_a_connection_that_cannot_be_used(self, tmp_path, text):
        file = tmp_path / "connection.json"
        if text is not None:
            file.write_text(text)
        script = EMIT + "emit('x', 1, {})\nprint(flush(), status()['state'])\nemit('x', 1, {})"
        assert run(script, tmp_path, {client.VARIABLE: str(file)}) == (0, "False stopped\n", "")

    def test_a_server_that_is_not_there_holds_nobody_up(self, receiver, tmp_path):
        file = receiver.connection(tmp_path / "connection.json", url="http://127.0.0.1:9/")
        script = EMIT + (
            "for n in range(100_000): emit('x', 1, {'n': n})\n"
            "said = status(); print(said['state'], said['waiting'] <= 50_000, flush(0.0))"
        )
        assert run(script, tmp_path, {client.VARIABLE: str(file)}) == (0, "running True False\n", "")

    def test_the_last_events_leave_with_the_process(self, receiver, tmp_path):
        file = receiver.connection(tmp_path / "connection.json")
        script = EMIT + "emit('x', 1, {}); emit('x', 1, {})"
        assert run(script, tmp_path, {client.VARIABLE: str(file)}) == (0, "", "")
        assert [one["sequence"] for one in receiver.stored] == [1, 2]

    def test_a_fork_has_a_session_of_its_own(self, receiver, tmp_path):
        file = receiver.connection(tmp_path / "connection.json")
        script = EMIT + (
            "import os\n"
            "emit('x', 1, {'who': 'parent'})\n"
            "child = os.fork()\n"
            "emit('x', 1, {'who': 'child' if child == 0 else 'parent'})\n"
            "done = flush(30)\n"
            "os._exit(not done) if child == 0 else print(os.waitpid(child, 0)[1], done)"
        )
        assert run(script, tmp_path, {client.VARIABLE: str(file)}) == (0, "0 True\n", "")
        sessions = {}
        for one in receiver.stored:
            sessions.setdefault(one["data"]["who"], []).append((one["session"], one["sequence"]))
        assert [number for _, number in sessions["parent"]] == [1, 2]
        assert [number for _, number in sessions["child"]] == [1]
        assert len({session for said in sessions.values() for session, _ in said}) == 2

    def test_a_destructor_may_emit_while_the_cell_does(self, receiver, tmp_path):
        file = receiver.connection(tmp_path / "connection.json")
        script = EMIT + (
            "import signal\n"
            "signal.signal(signal.SIGALRM, lambda *_: emit('x', 1, {'from': 'signal'}))\n"
            "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.0005)\n"
            "for n in range(20_000): emit('x', 1, {'n': n})\n"
            "signal.setitimer(signal.ITIMER_REAL, 0)\n"
            "print(flush(60), status()['lost'])"
        )
        assert run(script, tmp_path, {client.VARIABLE: str(file)}) == (0, "True {}\n", "")
        numbers = [one["data"]["n"] for one in receiver.stored if "n" in one["data"]]
        assert numbers == list(range(20_000))

    def test_it_needs_nothing_but_the_standard_library(self, receiver, tmp_path):
        shutil.copytree(ROOT / "jupyter_eventlog", tmp_path / "bare" / "jupyter_eventlog")
        file = receiver.connection(tmp_path / "connection.json")
        script = (
            f"import sys; sys.path.insert(0, {str(tmp_path / 'bare')!r})\n"
            + EMIT
            + "emit('x', 1, {'bare': True}); print(flush(30))\n"
            + "roots = {name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)\n"
            + "print(sorted(roots - {'jupyter_eventlog', '__main__'}))\n"
            + "print(sys.modules['jupyter_eventlog'].__file__)"
        )
        code, out, said = run(script, tmp_path, {client.VARIABLE: str(file)}, ["-I", "-S"])
        bare = tmp_path / "bare" / "jupyter_eventlog" / "__init__.py"
        assert (code, out.splitlines(), said) == (0, ["True", "[]", str(bare)], "")
        assert receiver.stored[0]["data"] == {"bare": True}


def test_the_token_is_in_no_status(connected, receiver):
    receiver.always = (401, {}, {"reason": "token"})
    connected().emit(SCHEMA, 1, {})
    until(lambda: state("stopped"), "the end")
    assert "canary" not in json.dumps(client.status())
