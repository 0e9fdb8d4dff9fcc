"""What an operator can configure: the only traitlets of the package, and how they become an EventLog."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traitlets import Bool, Dict, Enum, Int, List, TraitError, Unicode, Union
from traitlets.config import Config, LoggingConfigurable
from traitlets.config.loader import LazyConfigValue

if TYPE_CHECKING:
    from .options import Options
    from .policy import Policy


class EventLog(LoggingConfigurable):
    """Structured events under one policy. Nothing is collected until `allowed_schemas` says so."""

    allowed_schemas = Union(
        [Dict(), List()],
        default_value={},
        help="What may be kept: `{schema id: {level, allowed_categories, allowed_properties, consent, …}}`. "
        "A list of ids allows their unrestricted fields. Nothing by default.",
    ).tag(config=True)
    handlers: List[Any] = List(help="Handlers of Python's logging that events are sent to.").tag(config=True)
    sinks = Dict(help="Further destinations: `{name: {class, destination, run_by, country, third_party, …}}`.").tag(
        config=True
    )
    operator = Union(
        [Dict(), Unicode()],
        default_value="",
        help="Who collects: `{name, contact, dpo, address, country, authority, notice_url}`, or `self`.",
    ).tag(config=True)
    purposes = Dict(help="What for: `{id: {title, short, why, legal_basis, seen_by, used_to_assess}}`.").tag(
        config=True
    )
    notice = Union([Unicode(), Dict()], default_value="", help="The full notice that people can read.").tag(config=True)
    contact = Unicode(help="Whom people can ask.").tag(config=True)
    context = Unicode(help="personal, work, education, research, public-body or open: wording only.").tag(config=True)
    audience = Unicode(help="adults or minors: for minors nothing but `required` kinds is collected.").tag(config=True)
    consent_valid_for = Unicode("13mo", help="How long a yes counts.").tag(config=True)
    mute_prompt = Bool(False, help="Ask nobody: people find the request in the panel alone.").tag(config=True)
    schema_base_url = Unicode(help="Where the schemas that events name are published.").tag(config=True)
    upstream = Unicode(help="The service that this server forwards to.").tag(config=True)
    consent_retention = Unicode(help="How long answers are kept after the last record under them.").tag(config=True)
    hash_rotation = Unicode(help="How long one code stands for one value under `hash`.").tag(config=True)
    device_storage = Bool(False, help="Let browsers keep what waits on the disk before a yes.").tag(config=True)
    schema_paths = List(Unicode(), help="Further folders with event schemas.").tag(config=True)
    subject_index = Bool(True, help="Keep a code of the person beside each event, for their own access.").tag(
        config=True
    )
    hash_key = Unicode(help="The key of `hash`, hexadecimal. One is made and kept by default.").tag(config=True)
    journal_dir = Unicode(help="The journal's folder. The default is `eventlog` in Jupyter's data folder.").tag(
        config=True
    )
    shared = Bool(
        False, help="Whether several people use this server: then it belongs to nobody who is not identified."
    ).tag(config=True)
    rate_limit = Int(
        60_000, min=0, help="How many events a minute one sender may bring, at least 1,000 at once; 0 for no limit."
    ).tag(config=True)
    max_size = Int(
        2**30, min=0, help="Bytes that a journal file may hold before new events are refused; 0 for no limit."
    ).tag(config=True)
    network_folder = Enum(
        ["auto", "yes", "no"],
        "auto",
        help="Whether the journal's folder is on a network file system; `auto` finds out on Linux. Then nobody but the "
        "server that holds a file can read it.",
    ).tag(config=True)
    temporary = Enum(
        ["auto", "yes", "no"],
        "auto",
        help="Whether answers are lost with this server, as on Binder: then nobody is asked and the answer is no. "
        "`auto` knows Binder, folders in memory, and containers that a JupyterHub starts.",
    ).tag(config=True)
    checkpoints = Unicode(
        help="The name of the sink that gets a signed state of the journal once an hour, where anything has changed. "
        "Needs `pip install jupyter-eventlog[checkpoints]`."
    ).tag(config=True)
    checkpoint_key = Unicode(
        help="The file of the Ed25519 key (PEM) that signs checkpoints. One is made and kept by default."
    ).tag(config=True)
    strict = Bool(False, help="Raise for invalid events of this server: for tests.").tag(config=True)

    _POLICY = (
        "allowed_schemas",
        "audience",
        "consent_retention",
        "consent_valid_for",
        "contact",
        "context",
        "device_storage",
        "hash_key",
        "hash_rotation",
        "mute_prompt",
        "notice",
        "operator",
        "purposes",
        "schema_base_url",
        "subject_index",
        "upstream",
    )

    _NOT_COPIED = ("handlers", "sinks")
    """What may hold open files and locks, of which traitlets cannot make the copy that it wants."""

    def _load_config(self, cfg: Config, section_names: Any = None, traits: Any = None) -> None:
        mine = self._find_my_config(cfg)
        kept = {key: mine.pop(key) for key in self._NOT_COPIED if key in mine}
        super()._load_config(Config({"EventLog": mine}), section_names=section_names, traits=traits)
        for key, value in kept.items():
            initial = getattr(self, key)
            setattr(self, key, value.get_value(initial) if isinstance(value, LazyConfigValue) else value)

    def unknown_keys(self) -> Iterator[str]:
        """A sentence for each configured key that is none of ours."""
        from .policy_reader import nearest  # noqa: PLC0415  only for a server that is configured

        known = self.class_trait_names(config=True)
        for key in self.config.get("EventLog", {}):
            if key not in known:
                yield f'EventLog.{key}: unknown key "{key}"{nearest(key, known)}'

    @property
    def is_configured(self) -> bool:
        """Whether the operator has said anything at all."""
        return bool(self.config.get("EventLog"))

    @property
    def folder(self) -> Path:
        """The journal's folder; it need not exist."""
        if self.journal_dir:
            return Path(self.journal_dir).expanduser()
        from jupyter_core.paths import jupyter_data_dir  # noqa: PLC0415  asks the environment

        return Path(jupyter_data_dir()) / "eventlog"

    @property
    def network(self) -> str | None:
        """The type of the network file system that the journal's folder is on; None where it is on none."""
        from .journal.network import network_kind  # noqa: PLC0415  only for a server that is configured

        if self.network_folder == "auto":
            return network_kind(self.folder)
        return "as EventLog.network_folder says" if self.network_folder == "yes" else None

    @property
    def lost(self) -> str | None:
        """Why answers are lost with this server; None where they are kept."""
        from .temporary import temporary_reason  # noqa: PLC0415  only for a server that is configured

        if self.temporary == "auto":
            return temporary_reason(self.folder, os.environ)
        return "EventLog.temporary says so" if self.temporary == "yes" else None

    @property
    def signing_key(self) -> Path | None:
        """The file of the key that signs checkpoints, where the operator names one."""
        return Path(self.checkpoint_key).expanduser() if self.checkpoint_key else None

    def policy(self) -> Policy:
        """The policy as written; mistakes are in its `errors`."""
        from .policy_reader import parse_policy  # noqa: PLC0415  only for a server that is configured

        said = {key: value for key in self._POLICY if (value := getattr(self, key)) not in ("", {})}
        policy = parse_policy(said | {"sinks": self.sinks})
        policy.errors.extend(self.unknown_keys())
        policy.errors.extend(_not_yet(policy))
        return policy

    def options(self, log: logging.Logger) -> Options:
        """What the EventLog of this server is made of; what cannot be made is one of the policy's errors."""
        from .disclosure import destination_view  # noqa: PLC0415  only for a server that is configured
        from .discovery import discover  # noqa: PLC0415
        from .options import Options  # noqa: PLC0415
        from .page_sinks import page_sinks, runs_in_page  # noqa: PLC0415
        from .policy_check import check_destinations  # noqa: PLC0415
        from .sinks.factory import SinkError, make_sinks  # noqa: PLC0415

        policy = self.policy()
        found = discover(self.schema_paths, getattr(self.parent, "event_logger", None))
        policy.errors.extend(found.errors)
        for problem in found.warnings:
            log.warning("eventlog: a schema is left out: %s", problem)
        try:
            sinks = make_sinks(self.handlers, {key: one for key, one in self.sinks.items() if not runs_in_page(one)})
        except SinkError as error:
            policy.errors.append(str(error))
            sinks = []
        in_pages = [] if policy.errors else page_sinks(self.sinks)
        destinations = [destination_view(sink.destination) for sink in sinks]
        destinations += [destination_view(one.destination) for one in in_pages]
        names = {one["name"]: None for one in destinations} | dict.fromkeys(self.sinks)
        policy.errors.extend(_unknown_sinks(policy, list(names)))
        policy.errors.extend(check_destinations(policy, destinations))
        policy.errors.extend(self._checkpoint_mistakes([destination_view(sink.destination) for sink in sinks]))
        signal = os.environ.get("DO_NOT_TRACK", "0") not in ("", "0", "false")
        return Options(
            policy,
            found.registry,
            self.folder,
            sinks,
            in_pages,
            strict=self.strict,
            max_size=self.max_size or None,
            checkpoints=self.checkpoints or None,
            checkpoint_key=self.signing_key,
            network=self.network,
            temporary=self.lost,
            signal=signal,
            log=log,
        )

    def _checkpoint_mistakes(self, destinations: list[dict[str, Any]]) -> Iterator[str]:
        """What stands against signing: no such sink, no package, no key."""
        from .policy_reader import nearest  # noqa: PLC0415
        from .signing import check_available, signer_of  # noqa: PLC0415

        if not self.checkpoints:
            if self.checkpoint_key:
                yield "checkpoint_key: without checkpoints nothing is signed; name a sink in EventLog.checkpoints"
            return
        named = {one["name"]: one for one in destinations}
        if self.checkpoints not in named:
            yield f'checkpoints: "{self.checkpoints}" is not one of the sinks{nearest(self.checkpoints, named)}'
        elif named[self.checkpoints]["unknown"]:
            yield f'checkpoints: "{self.checkpoints}" gets nothing until EventLog.sinks says where it goes'
        try:
            check_available()
            if self.signing_key:
                signer_of(self.signing_key)
        except (OSError, ValueError) as error:
            yield f"checkpoints: {error}"


def mistake(error: Exception) -> str:
    """What is wrong with a configuration, without any value: traitlets quotes what it was given, and that may be a
    secret."""
    kind = type(error).__name__
    found = re.search(r"'(\w+)' trait", str(error)) if isinstance(error, TraitError) else None
    if found is None or found[1] not in EventLog.class_trait_names(config=True):
        return kind
    return f"EventLog.{found[1]} is given something that it cannot be ({kind})"


def _unknown_sinks(policy: Policy, names: list[str]) -> Iterator[str]:
    from .policy_reader import nearest  # noqa: PLC0415

    for entry in policy.schemas.values():
        for name in entry.sinks or ():
            if name not in names:
                where = f'allowed_schemas["{entry.schema_id}"]: sinks'
                yield f'{where}: "{name}" is not one of the sinks{nearest(name, names)}'


def _not_yet(policy: Policy) -> Iterator[str]:
    """What the policy may say but this version does not do: a promise that is not kept would be worse."""
    for key in ("consent_retention", "device_storage", "hash_rotation", "upstream"):
        if policy.settings.get(key):
            yield f"{key} is not supported yet; leave it out"


def page_config(policy_digest: str | None, *, error: bool) -> Mapping[str, Any]:
    """What every page carries: enough to know that nothing is collected, without a request."""
    if error:
        return {"enabled": False, "digest": "", "error": True}
    return {"enabled": policy_digest is not None, "digest": policy_digest or ""}
