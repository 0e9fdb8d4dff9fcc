"""What an envelope says, and what a coarsened one does not."""

import uuid
from datetime import UTC, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.policy import SchemaPolicy
from jupyter_eventlog.stages.capsule import Stamp, capsule, new_id
from jupyter_eventlog.times import normal_time, time_text
from jupyter_eventlog.types import Draft, Kept

moments = st.datetimes(datetime(1970, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))


def made(entry, happened, received, *, session="emitter-1", identifier=None):
    draft = Draft("https://example.org/a", "1", {}, time_text(happened), identifier or new_id(), session, 17)
    stamp = Stamp("journal", "frontend", "digest", b"s", b"u", "ada", now=lambda: received)
    return capsule(Kept(draft, entry, {}, []), stamp)


@settings(deadline=None, max_examples=300)
@given(moments, moments, st.sampled_from(["hour", "day"]), st.integers(0, 2**63))
def test_of_a_coarsened_time_nothing_finer_is_left(happened, received, precision, seed):
    entry = SchemaPolicy("https://example.org/a", time=precision, session="drop")
    random = Random(seed)
    finer = {"minute": random.randrange(60), "second": random.randrange(60), "microsecond": random.randrange(10**6)}
    if precision == "day":
        finer["hour"] = random.randrange(24)
    one, other = (
        made(entry, happened, received, identifier="0193f0c2-7c1e-7b3a-9d2f-0123456789ab"),
        made(entry, happened.replace(**finer), received.replace(**finer), session="another"),
    )
    assert uuid.UUID(one.pop("id")).version == uuid.UUID(other.pop("id")).version == 4
    assert canonical(one) == canonical(other)
    cut = {"hour": 0} if precision == "day" else {}
    start = happened.replace(minute=0, second=0, microsecond=0, **cut)
    assert datetime.fromisoformat(one["time"]) == start


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1, max_size=8), st.sampled_from(["drop", "hash", "keep"]))
def test_no_session_is_told_as_it_was(session, user):
    entry = SchemaPolicy("https://example.org/a", user=user)
    now = datetime(2026, 11, 24, tzinfo=UTC)
    stored = made(entry, now, now, session=session)["session"]
    assert stored != session
    assert len(stored) == 32


def test_a_missing_id_is_made_and_sorts_by_time():
    draft = Draft("https://example.org/a", "1", {})
    first, second = (
        capsule(Kept(draft, SchemaPolicy("https://example.org/a"), {}, []), Stamp("j", "server", "d", b"", b""))["id"]
        for _ in "ab"
    )
    assert uuid.UUID(first).version == 7
    assert first < second


@settings(deadline=None, max_examples=300)
@given(moments)
def test_a_time_of_ours_is_normal(moment):
    assert normal_time(time_text(moment)) == time_text(moment)


@settings(deadline=None, max_examples=300)
@given(moments, st.integers(-1439, 1439), st.sampled_from(["", "Z", "z"]))
def test_a_time_of_another_zone_is_the_same_moment(moment, offset, suffix):
    hours, minutes = divmod(abs(offset), 60)
    local = time_text(moment)[:-1]
    written = f"{local}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}{suffix}"
    normal = normal_time(written)
    assert normal is not None
    assert datetime.fromisoformat(normal) == datetime.fromisoformat(written.rstrip("Zz"))
