"""Starts and stops an EventLog with a Jupyter Server."""

from __future__ import annotations

import atexit
import os
import traceback
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join

from ..config import EventLog as Config
from ..config import mistake, page_config

if TYPE_CHECKING:
    from ..eventlog import EventLog
    from .handlers.base import EventLogHandler
    from .identity import Identities

SETTING = "eventlog"
"""The web application's setting that holds the EventLog; None while nobody has allowed anything."""

PROBLEM = "eventlog_problem"
"""The setting that says why no EventLog could be made of the configuration; None where one could."""


RATES = "eventlog_rates"
LOSSES = "eventlog_losses"
"""The setting that holds how much each sender may bring."""

IDENTITIES = "eventlog_identities"
"""The setting that holds who is who."""


def load(server: Any) -> None:
    """Add the REST interface, and collect if the operator says so."""
    settings = server.web_app.settings
    settings[IDENTITIES] = None
    settings[SETTING], settings[PROBLEM] = _eventlog(server)
    settings.setdefault("page_config_data", {})["eventlog"] = _page(settings[SETTING], settings[PROBLEM])
    base = url_path_join(settings["base_url"], "api", "eventlog")
    routes = [(url_path_join(base, path), handler) for path, handler in _routes(settings[SETTING])]
    server.web_app.add_handlers(".*$", routes)


def _routes(eventlog: EventLog | None) -> list[tuple[str, type[EventLogHandler]]]:
    # Jupyter Server's handlers are dear to import outside of a server, and most of ours where nobody configured us.
    if eventlog is None:
        from .handlers import silent  # noqa: PLC0415

        return silent.ROUTES
    from .handlers import routes  # noqa: PLC0415

    return routes.ROUTES


def _eventlog(server: Any) -> tuple[EventLog | None, str | None]:
    """The EventLog that is configured, or why there is none: whatever is wrong, the server must start."""
    try:
        config = Config(parent=server)
        return (_start(config, server) if config.is_configured else None), None
    except Exception as error:
        problem = f"The configuration cannot be used: {mistake(error)}"
        # Where it happened, without the error's own words: they may quote a secret.
        place = "".join(traceback.format_tb(error.__traceback__))
        server.log.error("eventlog: nothing is collected. %s\n%s", problem, place)
        return None, problem


def _start(config: Config, server: Any) -> EventLog:
    from ..counters import REPORTED  # noqa: PLC0415  nothing of this is loaded where nothing is configured
    from ..current import set_current  # noqa: PLC0415
    from ..eventlog import EventLog  # noqa: PLC0415
    from .identity import Identities  # noqa: PLC0415
    from .metrics import register  # noqa: PLC0415
    from .rates import Rates  # noqa: PLC0415
    from .report import Reported  # noqa: PLC0415

    identities = Identities(server.identity_provider, shared=config.shared)
    server.web_app.settings[IDENTITIES] = identities
    server.web_app.settings[RATES] = Rates(config.rate_limit)
    eventlog = EventLog(replace(config.options(server.log), caller=identities.of_this_moment))
    server.web_app.settings[LOSSES] = Reported(partial(eventlog.counters.add, REPORTED))
    _tell(eventlog, config, server)
    if eventlog.policy.enabled:
        set_current(eventlog)
        eventlog.at_end(register(eventlog))
        eventlog.start()
        identities.watch(server.identity_provider)
        _bridge(eventlog, server)
        # Jupyter Server ends by leaving its loop, on SIGTERM too, so this runs at every orderly end.
        atexit.register(eventlog.close)
        _watch_kernels(server, eventlog, identities)
    return eventlog


def _tell(eventlog: EventLog, config: Config, server: Any) -> None:
    """Say in the log what an operator should know."""
    from ..keys import folder_problem  # noqa: PLC0415  only where something is configured

    for problem in [*eventlog.policy.errors, *eventlog.policy.kinds_off.values()]:
        server.log.error("eventlog: %s", problem)
    for problem in eventlog.policy.warnings:
        server.log.warning("eventlog: %s", problem)
    if eventlog.agreement.temporary:
        server.log.warning(
            "eventlog: this server is temporary (%s): nobody is asked, and only what is required is collected; "
            "EventLog.temporary decides otherwise",
            eventlog.agreement.temporary,
        )
    if eventlog.policy.errors:
        server.log.error("eventlog: because of these mistakes nothing is collected")
    for destination in eventlog.destinations:
        if destination.unknown:
            server.log.warning(
                "eventlog: %s: say in EventLog.sinks where it goes; it gets nothing unless people switch it on",
                destination.destination,
            )
    open_to_others = folder_problem(config.folder)
    if open_to_others:
        eventlog.problems.replace("folder", open_to_others)


def _watch_kernels(server: Any, eventlog: EventLog, identities: Identities) -> None:
    """Let kernels emit; whatever goes wrong, collection and kernels go on without it."""
    from ..client import VARIABLE  # noqa: PLC0415  nothing of this is loaded where nothing is allowed
    from .kernels import KernelConnections, can_reach  # noqa: PLC0415

    # A server that was started in another server's kernel has a connection of that one, which is not its kernels'.
    os.environ.pop(VARIABLE, None)
    try:
        if can_reach(server):
            connections = KernelConnections(server, eventlog, identities)
            connections.sweep()
            connections.watch(server.kernel_manager)
            # Runs before the EventLog closes: the last that was registered is the first that is called.
            atexit.register(connections.close)
    except Exception:
        server.log.exception("eventlog: kernels start without a connection")


def _bridge(eventlog: EventLog, server: Any) -> None:
    """Collect what Jupyter emits by itself."""
    from .bridge import Bridge  # noqa: PLC0415  only where something is allowed

    bridge = Bridge(server.event_logger, eventlog, server.log)
    bridge.put_on()
    # Once the loop runs, every extension has been loaded and has registered its schemas.
    server.io_loop.add_callback(bridge.learn_all)


def _page(eventlog: EventLog | None, problem: str | None) -> dict[str, Any]:
    if eventlog is None:
        return dict(page_config(None, error=problem is not None))
    policy = eventlog.policy
    return dict(page_config(policy.digest if policy.enabled else None, error=bool(policy.errors)))
