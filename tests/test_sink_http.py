"""The webhook: what a receiver can check, what its answers mean, and whom the sink talks to at all."""

import json
import shutil
import socket
import ssl
import subprocess
import threading

import pytest
from hooks import SECRET, Hook, capsule, capsules, ids, is_genuine, serving

from jupyter_eventlog.sink import Rejected, SafeError, UnavailableError
from jupyter_eventlog.sinks.answers import SUSPICIOUS
from jupyter_eventlog.sinks.factory import SinkError, make_sinks
from jupyter_eventlog.sinks.http import SIGNATURE, HttpSink, signature

KEY = SECRET.encode()


@pytest.fixture
def hook():
    with serving(Hook()) as found:
        yield found


@pytest.fixture
def make(hook, tmp_path):
    made = []

    def one(now=None, **options):
        (tmp_path / "secret").write_text(SECRET)
        options = {"url": hook.url, "secret": {"file": str(tmp_path / "secret")}, **options}
        (sink,) = make_sinks([], {"hook": {"class": "http", "destination": "a test", **options}})
        if now is not None:
            sink = HttpSink(sink.destination, options, now=lambda: now)
        made.append(sink)
        return sink

    yield one
    for sink in made:
        sink.close()


class TestSignature:
    def test_the_receiver_of_the_documentation_takes_what_is_sent(self, make, hook):
        make().write(capsules(1, 3))
        assert ids(hook.got) == ids(capsules(1, 3))

    def test_another_secret_is_refused_and_a_new_one_counts_at_once(self, make, hook, tmp_path):
        sink = make()
        (tmp_path / "secret").write_text("another secret than the hook's")
        with pytest.raises(UnavailableError, match="answered 401"):
            sink.write(capsules(1, 1))
        (tmp_path / "secret").write_text(f"{SECRET}\n")
        sink.write(capsules(1, 1))
        assert len(hook.got) == 1

    @pytest.mark.parametrize("age", [-400, 400])
    def test_a_request_outside_of_the_window_is_refused(self, make, hook, age):
        with pytest.raises(UnavailableError, match="answered 401"):
            make(now=1.0 + age).write(capsules(1, 1))
        assert hook.got == []

    def test_it_covers_every_byte_and_the_time(self, monkeypatch):
        monkeypatch.setattr("time.time", lambda: 1000.0)
        header = signature(KEY, 1000.9, b'{"a":1}\n')
        assert is_genuine(header, b'{"a":1}\n', KEY)
        assert not is_genuine(header, b'{"a":2}\n', KEY)
        assert not is_genuine(header, b'{"a":1}', KEY)
        assert not is_genuine(header, b'{"a":1}\n', KEY + b"x")
        assert not is_genuine(header.replace("t=1000", "t=1001"), b'{"a":1}\n', KEY)
        assert is_genuine(signature(KEY, 700, b""), b"", KEY)
        assert not is_genuine(signature(KEY, 699, b""), b"", KEY)

    @pytest.mark.parametrize("header", ["", "t=1", "v1=aa", "t=x, v1=aa", "t=1, v1=é", "=,=", "t=1000, v1="])
    def test_what_is_no_signature_is_none(self, header):
        assert not is_genuine(header, b"", KEY)


class TestBody:
    def test_lines(self, make, hook):
        make().write(capsules(1, 2))
        ((path, headers, body),) = hook.requests
        assert (path, headers["Content-Type"]) == ("/hook", "application/x-ndjson")
        assert [json.loads(line) for line in body.splitlines()] == capsules(1, 2)

    def test_a_cloudevents_batch(self, make, hook):
        make(format="cloudevents").write(capsules(1, 2))
        ((_, headers, body),) = hook.requests
        assert headers["Content-Type"] == "application/cloudevents-batch+json"
        assert json.loads(body) == capsules(1, 2)

    def test_further_headers(self, make, hook, monkeypatch):
        monkeypatch.setenv("TEST_KEY", " key \n")
        make(headers={"X-Key": {"env": "TEST_KEY"}, "X-Site": "riverside"}).write(capsules(1, 1))
        ((_, headers, _),) = hook.requests
        assert (headers["X-Key"], headers["X-Site"]) == ("key", "riverside")
        assert headers["User-Agent"].startswith("jupyter-eventlog/")


@pytest.mark.parametrize("status", [401, 403, 404, 405, 408, 409, 425, 429, 500, 502, 503, 504])
def test_what_may_change_is_tried_again(make, hook, status):
    hook.status = status
    for last in (1, 3):
        with pytest.raises(SafeError, match=f"^the destination answered {status}$"):
            make().write(capsules(1, last))


@pytest.mark.parametrize("status", [400, 413, 415, 422])
class TestRefusals:
    def test_an_event_that_is_refused_alone_is_rejected(self, make, hook, status):
        hook.status = status
        with pytest.raises(Rejected, match=f"the destination answered {status}") as refusal:
            make().write([capsule(7)])
        assert refusal.value.ids == {capsule(7)["id"]}

    def test_a_receiver_that_refuses_everything_makes_no_dead_letter(self, make, hook, status):
        hook.status = status
        with pytest.raises(UnavailableError, match="refuses every event"):
            make().write(capsules(1, 500))
        assert len(hook.requests) < 5 * SUSPICIOUS, "nor a storm of requests"


class TestParts:
    def test_only_those_to_blame_are_rejected_and_order_is_kept(self, make, hook):
        hook.poison = {capsule(number)["id"] for number in (1, 250, 251, 500)}
        with pytest.raises(Rejected) as refusal:
            make().write(capsules(1, 500))
        assert refusal.value.ids == hook.poison
        assert ids(hook.got) == [name for name in ids(capsules(1, 500)) if name not in hook.poison]

    @pytest.mark.parametrize("last", [8, 9, 20, 399])
    def test_many_to_blame_at_the_head_do_not_hide_that_the_rest_is_taken(self, make, hook, last):
        hook.poison = set(ids(capsules(1, last)))
        with pytest.raises(Rejected) as refusal:
            make().write(capsules(1, 500))
        assert refusal.value.ids == hook.poison
        assert set(ids(hook.got)) == set(ids(capsules(last + 1, 500)))

    def test_a_batch_that_is_too_long_goes_in_parts(self, make, hook):
        hook.limit = 5000
        make().write(capsules(1, 100))
        assert ids(hook.got) == ids(capsules(1, 100))

    def test_an_event_that_is_too_long_by_itself_is_rejected(self, make, hook):
        hook.limit = 5000
        long = capsule(2, data={"text": "x" * 6000})
        with pytest.raises(Rejected, match="413") as refusal:
            make().write([capsule(1), long, capsule(3)])
        assert refusal.value.ids == {long["id"]}
        assert ids(hook.got) == ids([capsule(1), capsule(3)])


class TestConnection:
    def test_it_stays_open_between_batches(self, make, hook):
        sink = make()
        for number in range(5):
            sink.write(capsules(number, number))
        assert (len(hook.got), hook.connections) == (5, 1)

    def test_one_that_the_receiver_ended_is_made_anew_without_a_failure(self, make, hook):
        hook.says_goodbye = False
        sink = make()
        for number in range(5):
            sink.write(capsules(number, number))
        assert (len(hook.got), hook.connections) == (5, 5)

    def test_after_a_close_it_is_made_anew(self, make, hook):
        sink = make()
        sink.write(capsules(1, 1))
        sink.close()
        sink.write(capsules(2, 2))
        assert (len(hook.got), hook.connections) == (2, 2)

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_redirect_is_not_followed(self, make, hook, status):
        with serving(Hook()) as elsewhere:
            hook.status, hook.headers = status, {"Location": elsewhere.url}
            with pytest.raises(UnavailableError, match=f"answered {status}"):
                make().write(capsules(1, 2))
            assert elsewhere.requests == []

    def test_nobody_there(self, make):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            sink = make(url=f"http://127.0.0.1:{free.getsockname()[1]}/canary")
            with pytest.raises(UnavailableError, match=r"^the destination cannot be reached: ConnectionRefusedError$"):
                sink.write(capsules(1, 1))

    def test_one_who_does_not_answer_in_time(self, make):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            sink = make(url=f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=0.05)
            with pytest.raises(UnavailableError, match="TimeoutError"):
                sink.write(capsules(1, 1))

    @pytest.mark.parametrize("answer", [b"", b"\r\n\r\n", b"SSH-2.0-x\r\n", b"HTTP/1.1 20"])
    def test_one_who_speaks_something_else(self, make, answer):
        with socket.create_server(("127.0.0.1", 0)) as server:

            def speak():
                connection, _ = server.accept()
                with connection:
                    while b"\n" not in connection.recv(65536):
                        pass
                    connection.sendall(answer)
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):
                        pass

            thread = threading.Thread(target=speak)
            thread.start()
            with pytest.raises(UnavailableError, match="cannot be reached"):
                make(url=f"http://127.0.0.1:{server.getsockname()[1]}/").write(capsules(1, 1))
            thread.join()

    def test_proxies_of_the_environment_are_not_used(self, make, hook, monkeypatch):
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        make().write(capsules(1, 1))
        assert len(hook.got) == 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificates with openssl")
class TestCertificates:
    @pytest.fixture
    def certificate(self, tmp_path):
        def one(name):
            command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
            files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
            subprocess.run([*command, *files, "-addext", f"subjectAltName={name}"], check=True, capture_output=True)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
            return context, str(tmp_path / "certificate.pem")

        return one

    @pytest.fixture
    def secure(self, certificate):
        contexts = []

        def one(name):
            server = Hook()
            context, file = certificate(name)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            contexts.append(serving(server))
            contexts[-1].__enter__()
            return server, f"https://127.0.0.1:{server.server_port}/", file

        yield one
        for context in contexts:
            context.__exit__(None, None, None)

    def test_a_private_authority_is_named(self, secure, make):
        server, url, file = secure("IP:127.0.0.1")
        sink = make(url=url, ca_file=file)
        sink.write(capsules(1, 2))
        sink.write(capsules(3, 3))
        assert (len(server.got), server.connections) == (3, 1)

    def test_an_unknown_authority_is_not_believed(self, secure, make):
        server, url, _ = secure("IP:127.0.0.1")
        with pytest.raises(UnavailableError, match="SSLCertVerificationError"):
            make(url=url).write(capsules(1, 2))
        assert server.requests == []

    def test_a_certificate_of_another_name_is_not_believed(self, secure, make):
        server, url, file = secure("DNS:elsewhere.example")
        with pytest.raises(UnavailableError, match="SSLCertVerificationError"):
            make(url=url, ca_file=file).write(capsules(1, 2))
        assert server.requests == []

    def test_there_is_no_way_to_switch_it_off(self, make):
        for option in ("verify", "insecure", "check_hostname", "context"):
            with pytest.raises(SinkError, match="unknown option"):
                make(**{option: False})


def test_plain_http_leaves_the_machine_only_on_demand(make):
    with pytest.raises(SinkError, match='must begin with "https://"'):
        make(url="http://192.0.2.1/")
    assert make(url="http://192.0.2.1/", allow_http=True)
    for url in ("http://localhost:1/", "http://[::1]:1/", "http://127.0.0.1/"):
        assert make(url=url)


def test_a_signature_is_in_the_header_that_the_documentation_names(make, hook):
    make().write(capsules(1, 1))
    assert hook.requests[0][1][SIGNATURE].startswith("t=")
