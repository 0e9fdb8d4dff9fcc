"""What must become of an event, written from docs/policy-semantics.md alone: nothing is shared with the road.

Slow and plain on purpose. Only paths and transforms, which have tests of their own, are taken from the package.
"""

from dataclasses import dataclass, replace
from typing import Any

import jsonschema_rs

from jupyter_eventlog.canonical import utf16_key
from jupyter_eventlog.paths import escape, parse
from jupyter_eventlog.transforms import REMOVED, transform

LEVELS = {
    "minimal": [],
    "technical": ["technical"],
    "interaction": ["technical", "interaction"],
    "content": ["technical", "interaction", "user-content"],
    "full": ["technical", "interaction", "user-content", "user-identifiable-information", "user-identifier"],
}


def plain(category: str) -> str:
    return category.removeprefix("category.jupyter.org/")


@dataclass
class Place:
    """A location: how `redacted` names it, how a policy may, what describes it, and how its parent was kept."""

    path: str
    spellings: list[tuple[str, ...]]
    subschemas: list[Any]
    categories: set[str]
    by_path: bool = False
    by_category: bool = True
    top: bool = False


class Oracle:
    """A schema under an entry of a policy."""

    def __init__(self, suite: dict[str, Any], schema_id: str, *, final: bool = True) -> None:
        self.document = next(one for one in suite["schemas"] if one["$id"] == schema_id)
        self.entry = suite["policy"]["allowed_schemas"][schema_id]
        self.key = bytes.fromhex(suite["policy"]["hash_key"]) if final else None
        self.overlay = {}
        for one in suite.get("classifications", []):
            self.overlay |= {parse(path): said for path, said in one["properties"].items()}
        level = LEVELS[self.entry.get("level", "minimal")]
        self.categories = {"unrestricted", *level, *map(plain, self.entry.get("allowed_categories", []))}
        self.allowed = [parse(path) for path in self.entry.get("allowed_properties", [])]
        self.obfuscate = {parse(path): name for path, name in self.entry.get("obfuscate", {}).items()}
        self.removed: set[str] = set()

    def redact(self, data: dict[str, Any], before: list[str] = ()) -> tuple[dict[str, Any], list[str]]:
        self.removed = set(before)
        personal = self.document.get("personal-data") is True
        inherited = {"user-identifiable-information" if personal else "unclassified"}
        kept = self.beneath(Place("", [()], [self.document], inherited, top=True), data)
        return kept, sorted(self.removed, key=utf16_key)

    def beneath(self, place: Place, value: Any) -> Any:
        """Section 2: what of a container is declared, and what becomes of it."""
        described = self.descriptions(place.subschemas)
        if isinstance(value, dict):
            members = [(name, item, self.property(place, described, name)) for name, item in value.items()]
            undeclared = f"{place.path}.*" if place.path else "*"
        else:
            members = [(None, item, self.item(place, described, index)) for index, item in enumerate(value)]
            undeclared = f"{place.path}[]"
        kept = []
        for name, item, child in members:
            remains = REMOVED if child is None else self.value(child, item)
            if remains is REMOVED:
                self.removed.add(undeclared if child is None else child.path)
            else:
                kept.append((name, remains))
        return dict(kept) if isinstance(value, dict) else [item for _, item in kept]

    def descriptions(self, subschemas: list[Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        waiting = list(subschemas)
        while waiting:
            one = waiting.pop()
            if not isinstance(one, dict) or any(one is other for other in found):
                continue
            found.append(one)
            if "$ref" in one:
                target = self.document
                for step in one["$ref"].split("/")[1:]:
                    target = target[step]
                waiting.append(target)
            waiting += [*one.get("allOf", []), *one.get("anyOf", []), *one.get("oneOf", [])]
            waiting += [one.get("if"), one.get("then"), one.get("else"), *one.get("dependencies", {}).values()]
        return found

    def property(self, place: Place, described: list[dict[str, Any]], name: str) -> Place | None:
        spelled = [one["properties"][name] for one in described if name in one.get("properties", {})]
        matched = [
            sub
            for one in described
            for pattern, sub in one.get("patternProperties", {}).items()
            if jsonschema_rs.Draft7Validator({"pattern": pattern}).is_valid(name)
        ]
        if not spelled and not matched:
            return None
        token = escape(name)
        shown = token if spelled else "*"
        tokens = [token] if spelled else [token, "*"]
        path = f"{place.path}.{shown}" if not place.top else shown
        return self.child(place, described, path, tokens, [*spelled, *matched])

    def item(self, place: Place, described: list[dict[str, Any]], index: int) -> Place | None:
        all_items = [one["items"] for one in described if "items" in one]
        if not any(not isinstance(items, list) or index < len(items) for items in all_items):
            return None
        subschemas = [sub for items in all_items for sub in (items if isinstance(items, list) else [items])]
        return self.child(place, described, f"{place.path}[]", ["[]"], subschemas)

    def child(
        self, place: Place, described: list[dict[str, Any]], path: str, tokens: list[str], subschemas: list[Any]
    ) -> Place:
        inherited = place.categories if place.top else self.own_categories(place, described)
        spellings = [(*one, token) for one in place.spellings for token in tokens]
        return Place(path, spellings, subschemas, inherited, place.by_path, place.by_category)

    def own_categories(self, place: Place, described: list[dict[str, Any]]) -> set[str]:
        over = self.overlay.get(parse(place.path), {})
        said = over.get("categories", [name for one in described for name in one.get("categories", [])])
        return set(map(plain, said)) or place.categories

    def transform(self, place: Place, described: list[dict[str, Any]], categories: set[str]) -> tuple[str | None, bool]:
        """Section 5: the transform, and whether it acts on containers whole."""
        by_path = {self.obfuscate[one] for one in place.spellings if one in self.obfuscate}
        chosen = self.entry.get("obfuscate_categories", {})
        by_category = {name for category, name in chosen.items() if plain(category) in categories}
        over = self.overlay.get(parse(place.path), {})
        author = (
            {over["obfuscate"]}
            if "obfuscate" in over
            else {one["obfuscate"] for one in described if "obfuscate" in one}
        )
        for names, whole in ((by_path, True), (by_category, False), (author, True)):
            if names:
                return ("drop" if "drop" in names else min(names)), whole
        return None, False

    def value(self, place: Place, value: Any) -> Any:
        """Section 4: what remains of a value."""
        described = self.descriptions(place.subschemas)
        categories = self.own_categories(place, described)
        name, whole = self.transform(place, described, categories)
        by_path = name != "drop" and (place.by_path or any(one in self.allowed for one in place.spellings))
        by_category = name != "drop" and place.by_category and categories <= self.categories
        here = replace(place, by_path=by_path, by_category=by_category)
        leaf = not any(key in one for one in described for key in ("properties", "patternProperties", "items"))
        if leaf or not isinstance(value, dict | list):
            return self.transformed(name, value) if by_path or by_category else REMOVED
        leads = any(path[: len(one)] == one != path for path in self.allowed for one in place.spellings)
        if not (by_path or by_category or leads):
            return REMOVED
        if not whole:
            return self.beneath(here, value)
        before = set(self.removed)
        changed = self.transformed(name, self.beneath(here, value))
        if changed is REMOVED:
            self.removed = before
        return changed

    def transformed(self, name: str | None, value: Any) -> Any:
        if name in (None, "drop") or (name == "hash" and self.key is None):
            return value
        return transform(name, self.key or b"")(value)
