"""`GET /schemas`: the descriptions of the events that may be collected here."""

from __future__ import annotations

import json

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...schema_view import schema_view
from ...status import RequestError
from .. import query
from .base import EventLogHandler


class SchemasHandler(EventLogHandler):
    """The schemas that the policy allows, and no others."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """All, or those of `id` and `version`; with `projected=1` what the policy leaves of them."""
        eventlog, said = self.collecting, query.flat(self.request.query_arguments)
        version, projected = query.version(said), query.flag(said, "projected")
        schema_id = said.get("id")
        allowed = eventlog.agreement.allowed()
        if schema_id is not None and schema_id not in allowed:
            raise RequestError(404, "unknown-schema", "Nothing of this schema is collected here.")
        found = [
            schema_view(eventlog, schema, projected=projected)
            for one in allowed
            for schema in eventlog.schemas(one)
            if schema_id in (None, one) and version in (None, schema.version)
        ]
        if version is not None and not found:
            raise RequestError(404, "unknown-version", "Nothing of this version is collected here.")
        self.finish(json.dumps({"schemas": found}))
