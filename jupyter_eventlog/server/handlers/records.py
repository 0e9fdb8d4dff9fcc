"""`/records`: what is stored about the person who asks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from jupyter_server.auth.decorator import authorized
from tornado import web

from ...journal.listing import Gaps
from ...status import RequestError
from ...times import time_text
from .. import query
from .base import EventLogHandler

if TYPE_CHECKING:
    from ...eventlog import EventLog
    from ...records import Records


class _OwnRecords(EventLogHandler):
    """What lies in the journal stays its person's, also when nothing is collected any more."""

    @property
    def existing(self) -> EventLog:
        """The server's EventLog. Raises RequestError where nobody has configured one."""
        if self.eventlog is None:
            raise RequestError(404, "not-collecting", "Nothing is collected on this server.")
        return self.eventlog

    @property
    def records(self) -> Records:
        """The records of this server. Raises RequestError where nobody can tell whose they are."""
        found = self.existing.records
        if found is None:
            raise RequestError(409, "not-linked", "Records here carry no code, so nobody can tell which are yours.")
        return found

    def said(self) -> dict[str, str]:
        """The parameters of the request."""
        return query.flat(self.request.query_arguments)


class RecordsHandler(_OwnRecords):
    """Shows and erases."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """A page, newest first, how many there are of what was asked for, and what could not be read."""
        person, records, said = self.person, self.records, self.said()
        choice, limit, before = query.choice(said), query.limit(said), query.before(said)
        # One more than wanted shows whether there is a next page.
        gaps = Gaps()
        found = await asyncio.to_thread(records.newest, person, choice, limit + 1, before, gaps)
        total, oldest, newest = await asyncio.to_thread(records.summary, person, choice, gaps)
        answer = {
            "records": [one.view() for one in found[:limit]],
            "next": query.cursor(found[limit - 1]) if len(found) > limit else None,
            "total": total,
            "oldest": _time(oldest),
            "newest": _time(newest),
            "erasures": await asyncio.to_thread(records.receipts, person, gaps),
            **gaps.view(),
        }
        self.finish(orjson.dumps(answer))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        """Erase what is asked for, and say how far that reaches."""
        person, records = self.person, self.records
        choice = query.erasure(self.body, self.said())
        answer = await asyncio.to_thread(records.erase, person, choice, time_text(datetime.now(UTC)))
        self.finish(orjson.dumps(answer))


class OutlookHandler(_OwnRecords):
    """Counts, so that a person sees what there is, and what erasing it would reach, before they decide."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Numbers by day and kind, and by destination."""
        person, records, choice = self.person, self.records, query.choice(self.said())
        gaps = Gaps()
        answer = await asyncio.to_thread(records.outlook, person, choice, gaps)
        self.finish(orjson.dumps({**answer, **gaps.view()}))


class ExportHandler(_OwnRecords):
    """Hands the records out."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """All records that are asked for, as a zip archive that is made while it is sent."""
        from ...export import archive  # noqa: PLC0415  zipfile and what it needs, only where somebody exports

        person, records, choice = self.person, self.records, query.choice(self.said())
        pieces = archive(self.existing, records, person, choice)
        piece: Any = await asyncio.to_thread(next, pieces, None)
        self.set_header("Content-Disposition", 'attachment; filename="eventlog-records.zip"')
        self.set_header("Content-Type", "application/zip")
        while piece is not None:
            self.write(piece)
            await self.flush()
            piece = await asyncio.to_thread(next, pieces, None)
        self.finish(set_content_type="application/zip")


def _time(seconds: float | None) -> str | None:
    return None if seconds is None else time_text(datetime.fromtimestamp(seconds, UTC))
