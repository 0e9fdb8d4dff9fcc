"""Handlers of Python's logging as destinations: real ones, with what they would keep to themselves."""

import io
import json
import logging
import logging.handlers
import queue
import socket
import threading
from contextlib import contextmanager

import pytest
from hooks import Datagrams, Hook, Streams, capsule, capsules, ids, serving
from servers import until
from traitlets.config.loader import PyFileConfigLoader

from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.sink import Rejected, SafeError, UnavailableError
from jupyter_eventlog.sinks.factory import make_sinks


@pytest.fixture
def make():
    made = []

    def one(handler):
        (sink,) = make_sinks([], {"log": {"class": "logging", "handler": handler, "destination": "a test"}})
        made.append(sink)
        return sink

    yield one
    for sink in made:
        sink.close()


def lines(*files):
    return [json.loads(line)["id"] for file in files for line in file.read_text().splitlines()]


class TestFiles:
    def test_a_file(self, make, tmp_path):
        make(logging.FileHandler(tmp_path / "log")).write(capsules(1, 9))
        assert [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()] == capsules(1, 9)

    def test_a_file_that_rotates_between_lines(self, make, tmp_path):
        make(logging.handlers.RotatingFileHandler(tmp_path / "log", maxBytes=2000, backupCount=50)).write(
            capsules(1, 40)
        )
        files = sorted(tmp_path.iterdir(), key=lambda one: -int(one.suffix[1:] or 0))
        assert len(files) > 5
        assert lines(*files) == ids(capsules(1, 40))

    def test_a_disk_that_is_full(self, make, tmp_path):
        sink = make(logging.StreamHandler(stream := Full()))
        sink.write(capsules(1, 1))
        stream.room = False
        with pytest.raises(OSError, match="no room"):
            sink.write(capsules(2, 3))
        stream.room = True
        sink.write(capsules(2, 3))
        assert [json.loads(line)["id"] for line in stream.getvalue().splitlines()] == ids(capsules(1, 3))

    def test_a_file_that_can_no_longer_be_moved(self, make, tmp_path, monkeypatch):
        handler = logging.handlers.RotatingFileHandler(tmp_path / "log", maxBytes=600, backupCount=9)
        sink = make(handler)
        sink.write(capsules(1, 1))

        def fails(*_):
            raise PermissionError("no")

        with monkeypatch.context() as patch, pytest.raises(PermissionError):
            patch.setattr(handler, "rotate", fails)
            sink.write(capsules(2, 2))
        sink.write(capsules(2, 2))
        assert set(lines(*tmp_path.iterdir())) == set(ids(capsules(1, 2)))

    def test_a_formatter_that_fails(self, make, tmp_path):
        handler = logging.FileHandler(tmp_path / "log")
        handler.setFormatter(logging.Formatter("%(nothing)s"))
        with pytest.raises(ValueError, match="nothing"):
            make(handler).write(capsules(1, 1))


class Full(io.StringIO):
    room = True

    def write(self, text):
        if not self.room:
            raise OSError("no room")
        return super().write(text)


class TestHttp:
    @pytest.fixture
    def hook(self):
        with serving(Hook()) as found:
            found.checks = False
            yield found

    @pytest.fixture(params=["GET", "POST"])
    def handler(self, hook, request):
        return logging.handlers.HTTPHandler(f"127.0.0.1:{hook.server_port}", "/log", request.param)

    def test_each_event_is_a_request(self, make, hook, handler):
        make(handler).write(capsules(1, 5))
        assert hook.got == capsules(1, 5)

    @pytest.mark.parametrize("status", [302, 401, 404, 429, 500, 503])
    def test_an_answer_that_the_handler_does_not_read_is_a_failure(self, make, hook, handler, status):
        hook.status = status
        with pytest.raises(SafeError, match=f"answered {status}"):
            make(handler).write(capsules(1, 2))
        assert len(hook.requests) == 1

    def test_one_that_is_refused_is_rejected_and_the_rest_goes_on(self, make, hook, handler):
        hook.poison = {capsule(2)["id"]}
        with pytest.raises(Rejected, match="422") as refusal:
            make(handler).write(capsules(1, 4))
        assert refusal.value.ids == hook.poison
        assert ids(hook.got) == ids([capsule(1), capsule(3), capsule(4)])

    def test_a_server_that_refuses_all_makes_no_dead_letter(self, make, hook, handler):
        hook.status = 400
        with pytest.raises(UnavailableError, match="refuses every event"):
            make(handler).write(capsules(1, 100))
        assert len(hook.requests) == 100

    def test_nobody_there(self, make, hook, handler):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            handler.host = f"127.0.0.1:{free.getsockname()[1]}"
            with pytest.raises(ConnectionRefusedError):
                make(handler).write(capsules(1, 1))

    def test_a_server_that_never_answers(self, make, handler, monkeypatch):
        monkeypatch.setattr("jupyter_eventlog.sinks.handlers.TIMEOUT", 0.05)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            handler.host = f"127.0.0.1:{silent.getsockname()[1]}"
            with pytest.raises(TimeoutError):
                make(handler).write(capsules(1, 1))


class TestSyslog:
    def test_datagrams(self, make):
        with serving(Datagrams()) as server:
            make(logging.handlers.SysLogHandler(server.server_address)).write(capsules(1, 9))
            until(lambda: len(server.got) == 9, "9 datagrams")
            assert server.got == capsules(1, 9)

    def test_a_datagram_that_is_too_long_is_rejected_and_the_rest_goes_on(self, make):
        long = [capsule(number, data={"text": "x" * 70_000}) for number in (2, 3)]
        with serving(Datagrams()) as server:
            sink = make(logging.handlers.SysLogHandler(server.server_address))
            with pytest.raises(Rejected, match="too long for a datagram") as refusal:
                sink.write([capsule(1), *long, capsule(4)])
            assert refusal.value.ids == set(ids(long))
            until(lambda: len(server.got) == 2, "2 datagrams")
            with pytest.raises(Rejected):
                sink.write(long)

    def test_a_connection(self, make):
        with serving(Streams()) as server:
            make(logging.handlers.SysLogHandler(server.server_address, socktype=socket.SOCK_STREAM)).write(
                capsules(1, 99)
            )
            until(lambda: len(server.got) == 99, "99 messages")
            assert server.got == capsules(1, 99)

    def test_a_connection_that_broke_fails_and_is_made_anew(self, make):
        with serving(Streams()) as server:
            sink = make(logging.handlers.SysLogHandler(server.server_address, socktype=socket.SOCK_STREAM))
            sink.write(capsules(1, 1))
            until(lambda: server.got, "a message")
            server.hang_up()
            with pytest.raises(OSError, match=r"Broken pipe|reset"):
                # The operating system takes some before it knows: what TCP promises is no more than that.
                until(lambda: sink.write(capsules(2, 50)), "a failure")
            sink.write(capsules(2, 50))
            until(lambda: {one["id"] for one in server.got} == set(ids(capsules(1, 50))), "all of them")

    def test_nobody_there_fails_until_there_is(self, make):
        with serving(Streams()) as server:
            address = server.server_address
            sink = make(logging.handlers.SysLogHandler(address, socktype=socket.SOCK_STREAM))
            until(lambda: server.open, "the connection")
            server.hang_up()
        with pytest.raises(OSError, match=r"Broken pipe|reset|refused"):
            until(lambda: sink.write(capsules(1, 50)), "a failure")
        for _ in range(3):
            with pytest.raises(ConnectionRefusedError):
                sink.write(capsules(1, 2))
        with serving(Streams(address)) as server:
            sink.write(capsules(1, 2))
            until(lambda: server.got == capsules(1, 2), "both")


class TestSockets:
    def test_a_connection_that_is_lost_without_a_word_is_a_failure(self, make):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            handler = logging.handlers.SocketHandler(*free.getsockname())
            sink = make(handler)
            for _ in range(2):
                with pytest.raises(UnavailableError, match="has no connection"):
                    sink.write(capsules(1, 2))

    def test_what_is_sent_arrives(self, make):
        with socket.create_server(("127.0.0.1", 0)) as server:
            sink = make(logging.handlers.SocketHandler(*server.getsockname()))
            sink.write(capsules(1, 2))
            connection, _ = server.accept()
            with connection:
                sink.close()
                assert capsule(2)["id"].encode() in b"".join(iter(lambda: connection.recv(65536), b""))


class TestHandlersThatHandOn:
    def test_a_buffer_is_emptied_with_each_batch(self, make, tmp_path):
        target = logging.FileHandler(tmp_path / "log")
        make(logging.handlers.MemoryHandler(1000, target=target)).write(capsules(1, 3))
        assert lines(tmp_path / "log") == ids(capsules(1, 3))
        target.close()

    def test_a_target_that_fails_is_a_failure_and_nothing_piles_up(self, make):
        stream = Full()
        handler = logging.handlers.MemoryHandler(2, target=logging.StreamHandler(stream))
        sink = make(handler)
        others = logging.LogRecord("another", logging.INFO, "", 0, '{"id": "another"}', None, None)
        stream.room = False
        handler.buffer.append(others)
        for _ in range(5):
            with pytest.raises(OSError, match="no room"):
                sink.write(capsules(1, 9))
        assert handler.buffer == [others]
        stream.room = True
        sink.write(capsules(1, 9))
        assert [json.loads(line)["id"] for line in stream.getvalue().splitlines()] == ["another", *ids(capsules(1, 9))]

    def test_a_refusal_in_a_buffer_is_nobodys_in_particular(self, make):
        with serving(Hook()) as hook:
            hook.checks, hook.poison = False, {capsule(2)["id"]}
            target = logging.handlers.HTTPHandler(f"127.0.0.1:{hook.server_port}", "/", "POST")
            with pytest.raises(Exception, match="422") as failure:
                make(logging.handlers.MemoryHandler(3, target=target)).write(capsules(1, 4))
            assert not isinstance(failure.value, Rejected)

    def test_a_queue_that_is_full_is_a_failure(self, make):
        sink = make(logging.handlers.QueueHandler(queue.Queue(2)))
        with pytest.raises(queue.Full):
            sink.write(capsules(1, 3))


class TestClosedHandlers:
    """`dictConfig`, which a Jupyter application calls for its log level, closes all handlers that there are."""

    @pytest.mark.parametrize("kind", ["memory", "emptied", "watchtower"])
    def test_one_that_drops_everything_from_then_on_fails(self, make, tmp_path, kind):
        target = logging.FileHandler(tmp_path / "target", delay=True)
        handler = {
            "memory": lambda: logging.handlers.MemoryHandler(10, target=target),
            "emptied": lambda: logging.FileHandler(tmp_path / "log", mode="w"),
            "watchtower": ShutsDown,
        }[kind]()
        sink = make(handler)
        sink.write(capsules(1, 1))
        handler.close()
        with pytest.raises(UnavailableError, match="is closed"):
            sink.write(capsules(2, 2))
        target.close()

    def test_one_that_opens_again_goes_on(self, make, tmp_path):
        handler = logging.FileHandler(tmp_path / "log")
        sink = make(handler)
        sink.write(capsules(1, 1))
        handler.close()
        sink.write(capsules(2, 2))
        assert lines(tmp_path / "log") == ids(capsules(1, 2))

    def test_a_function_in_a_configuration_file_makes_a_young_one(self, tmp_path):
        (tmp_path / "config.py").write_text(
            "import logging.handlers\nc = get_config()\n"
            "make = lambda: logging.handlers.MemoryHandler(9, target=logging.StreamHandler())\n"
            "c.EventLog.sinks = {'late': {'class': 'logging', 'destination': 'a test', 'handler': make}}\n"
        )
        config = Config(config=PyFileConfigLoader("config.py", path=str(tmp_path)).load_config())
        config.journal_dir = str(tmp_path / "journal")
        options = config.options(logging.getLogger("test"))
        assert options.policy.errors == []
        (sink,) = options.sinks
        sink.close()

    def test_a_function_is_asked_before_the_first_batch_and_again_until_it_can(self, make):
        stream, answers = io.StringIO(), [OSError("not yet"), "no handler"]

        def one():
            if not answers:
                return logging.StreamHandler(stream)
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        sink = make(one)
        sink.close()
        assert len(answers) == 2
        with pytest.raises(OSError, match="not yet"):
            sink.write(capsules(1, 1))
        with pytest.raises(UnavailableError, match="makes a str"):
            sink.write(capsules(1, 1))
        sink.write(capsules(1, 1))
        sink.write(capsules(2, 2))
        assert [json.loads(line)["id"] for line in stream.getvalue().splitlines()] == ids(capsules(1, 2))


class ShutsDown(logging.Handler):
    """Ends as watchtower's does."""

    shutting_down = False

    def emit(self, record):
        pass

    def close(self):
        self.shutting_down = True
        super().close()


class TestSharedHandlers:
    def test_what_others_log_through_a_handler_is_treated_as_before(self, make, capsys):
        """While a batch is written, an error of somebody else's record is printed, and never raised."""
        entered, leave = threading.Event(), threading.Event()

        class Slow(logging.Handler):
            def emit(self, record):
                if record.name == "jupyter_eventlog":
                    entered.set()
                    leave.wait(60)
                else:
                    try:
                        raise OSError("another's")
                    except OSError:
                        self.handleError(record)

            def createLock(self):  # noqa: N802  logging's own name
                self.lock = None

        handler = Slow()
        sink = make(handler)
        thread = threading.Thread(target=sink.write, args=(capsules(1, 1),))
        thread.start()
        entered.wait(60)
        with printing(raises=True):
            handler.handle(logging.LogRecord("another", logging.INFO, "", 0, "x", None, None))
        leave.set()
        thread.join()
        assert "another's" in capsys.readouterr().err

    def test_a_handler_is_afterwards_as_it_was(self, make, tmp_path):
        handler = logging.FileHandler(tmp_path / "log", delay=True)
        make(handler).write(capsules(1, 1))
        assert "handleError" not in vars(handler)
        heard = []
        handler.handleError = heard.append
        make(handler).write(capsules(2, 2))
        handler.handleError("x")
        assert heard == ["x"]

    def test_what_its_own_filter_removes_is_delivered(self, make, tmp_path):
        handler = logging.FileHandler(tmp_path / "log")
        handler.addFilter(lambda record: capsule(2)["id"] not in record.getMessage())
        make(handler).write(capsules(1, 3))
        assert lines(tmp_path / "log") == ids([capsule(1), capsule(3)])

    def test_an_error_that_is_reported_without_an_exception_is_one(self, make):
        class Odd(logging.Handler):
            def emit(self, record):
                self.handleError(record)

        with pytest.raises(UnavailableError, match="reports an error"):
            make(Odd()).write(capsules(1, 1))


@contextmanager
def printing(*, raises):
    before, logging.raiseExceptions = logging.raiseExceptions, raises
    try:
        yield
    finally:
        logging.raiseExceptions = before
