"""What went wrong while a server runs, for its status and its log."""

from __future__ import annotations

import logging

TOLD = 5
"""Problems of one kind that status shows at a time; the log has all."""


class Problems:
    """Keeps problems for as long as a server runs: of many about one thing the first and the newest few."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._said: dict[str, dict[str, None]] = {}

    def note(self, about: str, problem: str) -> None:
        """Log a problem, and keep it."""
        self._log.error("eventlog: %s", problem)
        self._keep(about, problem)

    def replace(self, about: str, problem: str) -> None:
        """Warn of something that takes the place of what was said about it before."""
        if problem not in self._said.get(about, {}):
            self._log.warning("eventlog: %s", problem)
        self._said[about] = {problem: None}

    def all(self) -> list[str]:
        """What is kept, in the order in which it was first said."""
        return [problem for said in list(self._said.values()) for problem in list(said)]

    def _keep(self, about: str, problem: str) -> None:
        said = self._said.setdefault(about, {})
        said.pop(problem, None)
        for old in list(said)[1 : max(len(said) + 2 - TOLD, 1)]:
            del said[old]
        said[problem] = None
