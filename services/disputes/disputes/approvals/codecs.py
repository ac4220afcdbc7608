"""Stored JSON of decisions: the keys under which rows write what an operator has decided."""

from __future__ import annotations

from typing import Final

from disputes.cases.codecs import CHECKS, PENALTIES, WISH
from disputes.engine.rulings import Judgment
from disputes.engine.values import Responsible
from disputes.policy.vocabulary import RulingKind
from disputes.stored_json import TEXT, optional_codec, plain_codec, record_codec

JUDGMENT: Final = optional_codec(
    record_codec(
        Judgment,
        kind=plain_codec(RulingKind),
        wish=optional_codec(WISH),
        responsible=plain_codec(Responsible),
        reason_code=TEXT,
        policy_reference=TEXT,
        explanation=TEXT,
        checks=CHECKS,
        penalties=PENALTIES,
    )
)
