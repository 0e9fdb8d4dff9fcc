"""Handlers of clouds as destinations, over transports that are none: what "delivered" means for each, as documented.

Runs where they are installed: `make test-handlers`.
"""

import json
import warnings

import pytest
from hooks import capsule, capsules, ids

from jupyter_eventlog.sink import UnavailableError
from jupyter_eventlog.sinks.factory import make_sinks

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


def sink_of(handler):
    (sink,) = make_sinks([], {"cloud": {"class": "logging", "handler": handler, "destination": "a cloud"}})
    return sink


class Cloud:
    """The end of the line: keeps what it is given, or fails."""

    def __init__(self):
        self.got, self.calls, self.is_down = [], 0, False

    def take(self, found):
        self.calls += 1
        if self.is_down:
            raise ConnectionError("the cloud is down")
        self.got += found


@pytest.fixture
def cloud():
    return Cloud()


class TestGoogle:
    @pytest.fixture
    def make(self, cloud):
        google = pytest.importorskip("google.cloud.logging_v2", exc_type=ImportError)
        from google.auth.credentials import AnonymousCredentials  # noqa: PLC0415
        from google.cloud.logging_v2.handlers import CloudLoggingHandler, transports  # noqa: PLC0415

        class Api:
            def write_entries(self, entries, **_):
                # Beside the first one it sends an entry of its own that says which version it is.
                sent = [one["jsonPayload"] for one in entries]
                cloud.take([one for one in sent if "logging.googleapis.com/diagnostic" not in one])

        client = google.Client(project="p", credentials=AnonymousCredentials(), _use_grpc=False)
        client._logging_api = Api()
        made = []

        def one(transport):
            resource = google.Resource(type="global", labels={})
            handler = CloudLoggingHandler(client, transport=getattr(transports, transport), resource=resource)
            made.append(sink_of(handler))
            return made[-1]

        yield one
        for sink in made:
            sink.close()

    @pytest.mark.parametrize("transport", ["SyncTransport", "BackgroundThreadTransport"])
    def test_events_arrive_whole_and_in_order(self, make, cloud, transport):
        make(transport).write(capsules(1, 25))
        assert cloud.got == capsules(1, 25)

    @pytest.mark.parametrize("transport", ["SyncTransport", "BackgroundThreadTransport"])
    def test_it_closes_twice_and_opens_again(self, make, cloud, transport):
        sink = make(transport)
        sink.write(capsules(1, 1))
        sink.close()
        sink.close()
        sink.write(capsules(2, 2))
        assert cloud.got == capsules(1, 2)

    def test_the_synchronous_transport_fails_when_the_cloud_does(self, make, cloud):
        sink = make("SyncTransport")
        cloud.is_down = True
        with pytest.raises(ConnectionError):
            sink.write(capsules(1, 3))
        cloud.is_down = False
        sink.write(capsules(1, 3))
        assert cloud.got == capsules(1, 3)

    def test_the_background_transport_has_tried_and_keeps_to_itself_how_that_went(self, make, cloud):
        sink = make("BackgroundThreadTransport")
        cloud.is_down = True
        sink.write(capsules(1, 3))
        assert cloud.calls > 0
        assert cloud.got == []


class TestWatchtower:
    @pytest.fixture
    def make(self, cloud):
        watchtower = pytest.importorskip("watchtower")
        boto3 = pytest.importorskip("boto3")
        client = boto3.client("logs", region_name="eu-north-1", aws_access_key_id="x", aws_secret_access_key="x")

        def answer(model, params, **_):
            if model.name == "PutLogEvents":
                sent = json.loads(params["body"])["logEvents"]
                cloud.take([json.loads(one["message"]) for one in sent])
            return type("Answer", (), {"status_code": 200})(), {}

        client.meta.events.register("before-call.cloudwatch-logs", answer)
        made = []

        def one(**options):
            handler = watchtower.CloudWatchLogHandler(
                "events", "stream", boto3_client=client, create_log_group=False, create_log_stream=False, **options
            )
            made.append(sink_of(handler))
            return made[-1]

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", watchtower.WatchtowerWarning)
            yield one
            for sink in made:
                sink.close()

    @pytest.mark.parametrize("queues", [True, False])
    def test_events_arrive_whole_and_in_order(self, make, cloud, queues):
        make(use_queues=queues).write(capsules(1, 25))
        assert ids(cloud.got) == ids(capsules(1, 25))
        assert cloud.got == capsules(1, 25)

    def test_without_queues_what_fails_is_a_warning_and_no_error(self, make, cloud):
        sink = make(use_queues=False)
        cloud.is_down = True
        sink.write([capsule(1)])
        assert (cloud.calls, cloud.got) == (5, [])

    @pytest.mark.parametrize("queues", [True, False])
    def test_once_closed_it_drops_everything_which_counts_as_a_failure(self, make, cloud, queues):
        sink = make(use_queues=queues)
        sink.write(capsules(1, 1))
        sink.close()
        sink.close()
        with pytest.raises(UnavailableError, match="CloudWatchLogHandler is closed"):
            sink.write(capsules(2, 2))
        assert ids(cloud.got) == ids(capsules(1, 1))
