"""Every plain-language text about what is collected: pure functions of a disclosure and of where it stands.

Each module has its twin of the same name in `packages/consent/src`, and the vectors of `conformance/` hold both to the
same words. The fixed texts are in `schema/catalogue.json`.
"""

from __future__ import annotations

from .answers import Answer, short_answers
from .changed import changed_words
from .facts import Fact, FieldFact, facts, field_facts
from .ground import ground_words
from .headline import Headline
from .kinds import Kind
from .leaving import Outside, outside_of
from .operator import Operator, operator_of
from .present import present
from .prompt import Prompt, prompt
from .qualifiers import qualifiers
from .receipt import ConsentRecord, Receipt, receipt, shown_text
from .shown import card_text
from .situation import Failing, Situation, Waiting
from .standing import kinds_of
from .state import headline
from .widening import wider_words
from .words import Words

__all__ = [
    "Answer",
    "ConsentRecord",
    "Fact",
    "Failing",
    "FieldFact",
    "Headline",
    "Kind",
    "Operator",
    "Outside",
    "Prompt",
    "Receipt",
    "Situation",
    "Waiting",
    "Words",
    "card_text",
    "changed_words",
    "facts",
    "field_facts",
    "ground_words",
    "headline",
    "kinds_of",
    "operator_of",
    "outside_of",
    "present",
    "prompt",
    "qualifiers",
    "receipt",
    "short_answers",
    "shown_text",
    "wider_words",
]
