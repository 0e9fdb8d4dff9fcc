"""Does a disclosure ask for more than an earlier one? Compared part by part; what cannot be compared is more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from .admitted import admits_more
from .disclosure import NEVER, Disclosure
from .durations import duration
from .policy import LEVELS

_ORDERS = {
    "user": ("drop", "hash", "keep"),
    "session": ("drop", "exact"),
    "time": ("day", "hour", "exact"),
}
"""For each of these parts its values, from the least to the most that is shown."""

_SAME = ("operator", "purpose", "legal_basis", "mode")
"""Parts that cannot be more or less: another one is always asked about."""

_LISTS = ("allowed_properties", "allowed_categories")
"""What `sanitize` says with lists."""

_CATEGORY_ORDER = (
    "unrestricted",
    "technical",
    "interaction",
    "user-content",
    "user-identifiable-information",
    "user-identifier",
)


def widened(old: Disclosure, new: Disclosure) -> list[str]:
    """How a disclosure asks for more than an earlier one, as the names of what grew; empty where it does not."""
    grew = [f"field {path}" for path in _wider_fields(old["fields"], new["fields"])]
    grew += [f"destination {name}" for name in _wider_destinations(old, new)]
    grew += [part for part, order in _ORDERS.items() if order.index(new[part]) > order.index(old[part])]
    if _length(new["retention"]) > _length(old["retention"]):
        grew.append("retention")
    if _rotates_later(old["hash_rotation"], new["hash_rotation"]):
        grew.append("hash_rotation")
    if _more_after_sanitizing(old["sanitize"], new["sanitize"]):
        grew.append("sanitize")
    if new["subject_index"] and not old.get("subject_index"):
        grew.append("subject_index")
    if new["sample"] > old["sample"]:
        grew.append("sample")
    return grew + [part for part in _SAME if _ground(old, part) != _ground(new, part)]


def identity(destination: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two destinations the same: a change of any of it is another destination."""
    return tuple(destination.get(key) for key in ("name", "destination", "run_by", "country", "third_party"))


def _wider_fields(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[str]:
    wider = [one["path"] for one in new if not any(_shows_no_more(before, one) for before in old)]
    return list(dict.fromkeys(wider))


def _shows_no_more(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return (
        old["path"] == new["path"]
        and _not_looser(old["transform"], new["transform"])
        and not _stricter_category(old["categories"], new["categories"])
        # Agreed to before either was disclosed: nothing is known of them, so anything is more.
        and not admits_more(old.get("types", ()), new["types"])
        and set(old.get("names", ())).issuperset(new["names"])
    )


def _not_looser(old: str, new: str) -> bool:
    """Whether a transform shows no more than another: only these pairs can be compared."""
    if old in (new, "keep") or (old, new) == ("basename", "extension"):
        return True
    if old.startswith("truncate:") and new.startswith("truncate:"):
        return int(new[9:]) <= int(old[9:])
    return False


def _stricter_category(old: Sequence[str], new: Sequence[str]) -> bool:
    return any(category not in old and _rank(category) > max(map(_rank, old), default=-1) for category in new)


def _rank(category: str) -> int:
    """How personal a category is; one that nobody ranked counts as the most personal."""
    return _CATEGORY_ORDER.index(category) if category in _CATEGORY_ORDER else len(_CATEGORY_ORDER)


def _wider_destinations(old: Disclosure, new: Disclosure) -> list[str]:
    """A place that nobody has named gets nothing until it is switched on by itself."""
    before = {identity(one) for one in _named(old)}
    return [str(one["destination"]) for one in _named(new) if identity(one) not in before]


def _named(disclosure: Disclosure) -> list[Mapping[str, Any]]:
    return [one for one in disclosure["destinations"] if not one.get("unknown")]


def _ground(disclosure: Disclosure, part: str) -> Any:
    """What makes two purposes the same: what for, who sees it, and whether people are judged by it."""
    said = disclosure[part]
    if part != "purpose" or said is None:
        return said
    return [said.get(key) for key in ("id", "why", "seen_by", "used_to_assess")]


def _length(text: str | None) -> timedelta:
    """How long a duration is; none at all is for ever."""
    return timedelta.max if text is None else duration(text)


def _rotates_later(old: str | None, new: str | None) -> bool:
    """Whether codes can be linked for longer. Where nothing was hashed before, the field itself is what is new."""
    if old is None or new is None or new == old:
        return False
    return new == NEVER or (old != NEVER and duration(new) > duration(old))


def _more_after_sanitizing(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> bool:
    """Whether more stays, or stays longer, than what an earlier one cut the records down to."""
    if old is None:
        return False
    if new is None or _length(new["after"]) > _length(old["after"]):
        return True
    return any(set(new.get(key) or ()) - set(old.get(key) or ()) for key in _LISTS) or _level(new) > _level(old)


def _level(sanitize: Mapping[str, Any]) -> int:
    return list(LEVELS).index(sanitize.get("level") or "minimal")
