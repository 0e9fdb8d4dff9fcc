"""An EventLogger with the bridge on: whoever emits, listens, handles or modifies sees what they saw before."""

import asyncio
import io
import json
import logging
from datetime import UTC, datetime

import pytest
from jupyter_events import EventLogger
from servers import until

from jupyter_eventlog import emit
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.current import set_current
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.server.bridge import Bridge

ID = "https://example.org/schemas/late"
SCHEMA = {
    "$id": ID,
    "version": "3",
    "title": "Late",
    "description": "Registered by somebody else.",
    "type": "object",
    "required": ["message"],
    "properties": {
        "message": {"type": "string", "title": "Message", "description": "What is said.", "categories": ["technical"]},
        "secret": {"type": "string", "title": "Secret", "description": "What is not.", "categories": ["user-content"]},
    },
}
MOMENT = datetime(2026, 11, 24, 10, 0, 0, 5, UTC)
ALLOWED = {ID: {"level": "technical", "consent": "required", "reason": "a test", "legal_basis": "other"}}


@pytest.fixture
def make(tmp_path):
    """A bridged EventLogger and the EventLog behind it."""
    made = []

    def one(**options):
        config = Config()
        config.allowed_schemas, config.journal_dir = ALLOWED, str(tmp_path / "journal")
        config.sinks = {"lines": {"class": "file", "path": str(tmp_path / "lines.jsonl")}}
        for key, value in options.items():
            setattr(config, key, value)
        made.append(EventLog(config.options(logging.getLogger("test"))))
        set_current(made[-1])
        event_logger = EventLogger()
        Bridge(event_logger, made[-1], logging.getLogger("test")).put_on()
        return event_logger, made[-1]

    yield one
    set_current(None)
    for eventlog in made:
        eventlog.close()


async def collected(eventlog, tmp_path):
    await asyncio.to_thread(eventlog.close)
    return [json.loads(line) for line in (tmp_path / "lines.jsonl").read_text().splitlines()]


def outcome(act):
    try:
        return act()
    except (Exception, Warning) as error:
        return type(error), str(error)


async def seen_by_others(event_logger):
    """All that a handler, two listeners, a modifier and the emitter itself get to see."""
    stream, heard, modified = io.StringIO(), [], []
    handler = logging.StreamHandler(stream)

    def modifier(schema_id, data):
        modified.append(json.dumps(data))
        return {**data, "secret": "modified"}

    async def listener(logger, schema_id, data):
        heard.append((logger is event_logger, schema_id, json.dumps(data)))

    emit = event_logger.emit
    before = outcome(lambda: emit(schema_id=ID, data={"message": "nobody listens"}))
    event_logger.register_event_schema(SCHEMA)
    event_logger.register_handler(handler)
    event_logger.add_modifier(schema_id=ID, modifier=modifier)
    event_logger.add_listener(schema_id=ID, listener=listener)
    event_logger.add_listener(schema_id=ID, listener=listener, modified=False)
    own = {"message": "text", "secret": "raw"}
    results = [
        before,
        outcome(lambda: emit(schema_id=ID, data=own, timestamp_override=MOMENT)),
        outcome(lambda: emit(schema_id=ID, data={"message": 5}, timestamp_override=MOMENT)),
        outcome(lambda: emit(schema_id=ID, data={"message": {1, 2}}, timestamp_override=MOMENT)),
        outcome(lambda: emit(schema_id=ID, data=None, timestamp_override=MOMENT)),
        outcome(lambda: emit(schema_id=ID, data=own, timestamp_override="yesterday")),
        outcome(lambda: emit(schema_id="https://example.org/unknown", data=own)),
        outcome(lambda: emit(ID, own)),
        outcome(lambda: emit(schema_id=ID, data=own, self=1)),
        outcome(lambda: emit(schema_id=[ID], data=own)),
        outcome(emit),
    ]
    await event_logger.gather_listeners()
    event_logger.remove_handler(handler)
    return [repr(one) for one in results], stream.getvalue(), sorted(heard), modified, own, str(emit.__doc__)


@pytest.mark.parametrize("strict", [False, True])
async def test_others_see_what_they_saw_byte_for_byte(make, tmp_path, strict):
    event_logger, eventlog = make(strict=strict)
    with_us = await seen_by_others(event_logger)
    without = await seen_by_others(EventLogger())
    assert with_us == without
    assert "modified" in with_us[1]
    assert [one["data"] for one in await collected(eventlog, tmp_path)] == [{"message": "text"}] * 2
    assert eventlog.counters.snapshot() == {ID: {"invalid": 5, "stored": 2}}


async def test_an_event_is_taken_as_it_was_given(make, tmp_path):
    event_logger, eventlog = make()
    event_logger.register_event_schema(SCHEMA)
    event_logger.add_modifier(schema_id=ID, modifier=lambda schema_id, data: {"message": "modified"})
    event_logger.register_handler(logging.StreamHandler(io.StringIO()))
    data = {"message": "raw"}
    event_logger.emit(schema_id=ID, data=data, timestamp_override=MOMENT)
    data["message"] = "changed afterwards"
    (capsule,) = await collected(eventlog, tmp_path)
    assert (capsule["data"], capsule["time"]) == ({"message": "raw"}, "2026-11-24T10:00:00.000005Z")


async def test_an_event_that_nobody_else_wants_is_collected(make, tmp_path):
    event_logger, eventlog = make()
    event_logger.register_event_schema(SCHEMA)
    assert event_logger.emit(schema_id=ID, data={"message": "a"}) is None
    assert len(await collected(eventlog, tmp_path)) == 1


class Through(logging.Handler):
    """Emits something whenever it gets something."""

    def __init__(self, through=None):
        super().__init__()
        self.through, self.got = through, 0

    def emit(self, record):
        self.got += 1
        self.through()


async def test_handlers_and_sinks_that_emit_through_each_other(make):
    """jupyter_events -> its handler -> us -> our sink -> jupyter_events -> ..."""
    sink, handler = Through(), Through(lambda: emit(ID, "3", {"message": "from a handler"}))
    event_logger, eventlog = make(
        sinks={"again": {"class": "logging", "handler": sink, "destination": "the server itself"}}
    )
    sink.through = lambda: event_logger.emit(schema_id=ID, data={"message": "from a sink"})
    event_logger.register_event_schema(SCHEMA)
    event_logger.register_handler(handler)
    event_logger.emit(schema_id=ID, data={"message": "first"})
    until(lambda: eventlog.counters.snapshot() == {ID: {"stored": 2, "loop": 4}}, "two events, and no more")
    await asyncio.to_thread(eventlog.close)
    assert (sink.got, handler.got) == (2, 3)


async def test_a_sink_that_hands_its_event_to_the_loop(make):
    """What a loop is asked to do by a sink remembers where it comes from, and so do the listeners' tasks."""
    sink, heard = Through(), asyncio.Event()
    event_logger, eventlog = make(
        sinks={"again": {"class": "logging", "handler": sink, "destination": "the server itself"}}
    )
    loop = asyncio.get_running_loop()

    def again():
        event_logger.emit(schema_id=ID, data={"message": "from a sink"})

    async def listener(logger, schema_id, data):
        emit(ID, "3", {"message": "from a listener"})
        if data["message"] == "from a sink":
            heard.set()

    sink.through = lambda: loop.call_soon_threadsafe(again)
    event_logger.register_event_schema(SCHEMA)
    event_logger.add_listener(schema_id=ID, listener=listener)
    event_logger.emit(schema_id=ID, data={"message": "first"})
    await asyncio.wait_for(heard.wait(), 30)
    await asyncio.to_thread(eventlog.close)
    await event_logger.gather_listeners()
    counted = eventlog.counters.snapshot()[ID]
    assert counted["stored"] == 2
    assert counted["loop"] >= 2
