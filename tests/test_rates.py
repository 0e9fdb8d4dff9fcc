"""How many events a minute one sender may bring."""

import pytest

from jupyter_eventlog.server.body import MAX_EVENTS
from jupyter_eventlog.server.rates import Rates
from jupyter_eventlog.status import RequestError


class TestRates:
    def rates(self, per_minute):
        self.now = 0.0
        return Rates(per_minute, lambda: self.now)

    def refused(self, rates, principal, events):
        with pytest.raises(RequestError) as refusal:
            rates.take(principal, events)
        assert (refusal.value.status, refusal.value.reason) == (429, "rate")
        return refusal.value.retry_after

    def test_a_batch_is_let_in_whole_or_not_at_all(self):
        rates = self.rates(6000)
        rates.take("ada", 5500)
        assert self.refused(rates, "ada", 600) == 1
        rates.take("ada", 500)
        assert self.refused(rates, "ada", 1) == 1
        assert self.refused(rates, "ada", 1000) == 10
        self.now = 9.9
        assert self.refused(rates, "ada", 1000) == 1
        self.now = 10.0
        rates.take("ada", 1000)

    def test_one_senders_flood_is_not_anothers(self):
        rates = self.rates(1000)
        rates.take("ada", 1000)
        assert self.refused(rates, "ada", 1) == 1
        rates.take("bob", 1000)

    def test_a_full_request_always_has_its_turn(self):
        rates = self.rates(1)
        rates.take("ada", MAX_EVENTS)
        assert self.refused(rates, "ada", MAX_EVENTS) == MAX_EVENTS * 60

    def test_none_is_no_limit(self):
        rates = self.rates(0)
        for _ in range(1000):
            rates.take("ada", MAX_EVENTS)
        assert len(rates) == 0

    def test_memory_holds_only_who_sent_something_lately(self):
        rates = self.rates(6000)
        for second in range(10_000):
            self.now = float(second)
            rates.take(f"browser-{second}", 100)
        assert len(rates) <= 200
