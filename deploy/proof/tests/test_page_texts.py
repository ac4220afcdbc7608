"""Texts of the pages: every key in every language, and a text for every word of the API that a page may meet."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

from common.kernel.behalf import ContactMeans
from common.kernel.carriers import ShipmentDoubt
from common.kernel.deal_money import AutomaticStep
from common.kernel.languages import Language
from common.kernel.principal import Role
from deploy.local.place import REPO
from disputes.engine.values import Condition
from disputes.penalties.model import StandingStatus
from disputes.policy.vocabulary import OptionKind, Trigger
from disputes.story.contract_mapping import ENTRY_KINDS
from escrow.domain.ledger import Account, MovementKind
from escrow.domain.transitions import EscrowState
from evidence.external_video.model import AttestedOutcome
from evidence.inspection.model import REJECTION_TEXTS
from evidence.items.model import Provenance, Sufficiency
from evidence.live_video.domain.findings import CheckName, Outcome, Result
from evidence.reasons import SENTENCES, ReasonCode
from notifications.domain.delivery import DeliveryFailure, MessageState
from notifications.domain.endpoint import DisabledReason, EndpointState

STATIC = REPO / "services/disputes/disputes/pages/static"
ENTRY = re.compile(r'(?:^|[{,]\s*)"?([a-z_]+(?:\.[a-z_]+)*)"?: "((?:[^"\\]|\\.)*)"', re.MULTILINE)


def texts(language: str) -> dict[str, str]:
    """Those of all, and those that only some load: together they name each key once."""
    files = sorted((STATIC / "texts").rglob(f"{language}.js"))
    listed = [entry for file in files for entry in ENTRY.findall(file.read_text())]
    assert len(listed) == len({key for key, _ in listed}), "a key stands twice"
    return {key.strip(): text for key, text in listed}


@pytest.mark.parametrize("language", [each for each in Language if each != Language.ENGLISH])
def test_pag_6_every_text_is_there_in_every_language_with_the_same_blanks(language) -> None:
    english, other = texts("en"), texts(language)
    assert english.keys() == other.keys()
    blanks = re.compile(r"\{\w+\}")
    differing = [key for key in english if sorted(blanks.findall(english[key])) != sorted(blanks.findall(other[key]))]
    assert differing == []
    assert [key for key, text in other.items() if not text.strip()] == []


def test_pag_6_french_is_set_with_its_own_apostrophes() -> None:
    assert [key for key, text in texts("fr").items() if re.search(r"\w'\w", text)] == []


def test_pag_6_every_key_that_a_page_names_has_a_text() -> None:
    english = texts("en")
    named = {key for file in own_scripts() for key in re.findall(r'\b(?:t|count)\("([\w.]+)"', file.read_text())}
    assert len(named) > 100
    assert sorted(key for key in named if key not in english and f"{key}.other" not in english) == []


SHELVES: Final[dict[str, set[str]]] = {
    "acts": {"acts"}, "contest": {"acts"}, "giving": {"acts"}, "goods": {"acts"}, "guide": {"acts"}, "phone": {"acts"},
    "files": {"acts"}, "sending": {"acts"}, "wording": {"acts"}, "parts": {"acts"}, "choosing": {"acts", "figures"},
    "advance": {"clock"}, "clock": {"clock"}, "ledger": {"ledger", "desk"}, "report": {"report", "acts", "party"},
    "overview": {"party"}, "particulars": {"acts"}, "deals": {"party"}, "evidence": {"party"},
    "money": {"party", "desk"}, "desk": {"desk"}, "nav": {"desk"}, "presence": {"desk"}, "waiting": {"desk"},
    "saved": {"desk", "filters"}, "filters": {"desk", "filters"}, "piece": {"desk", "pieces", "acts"},
    "deskacts": {"desk", "ruling", "acts"}, "ruling": {"desk", "ruling", "acts"}, "whole": {"desk"},
    "actsending": {"desk", "acts"}, "asking": {"desk", "ruling", "acts"}, "checking": {"desk", "ruling", "acts"},
    "behalf": {"desk", "behalf", "acts"}, "handing": {"desk", "ruling", "acts"},
    "analytics": {"desk", "figures"}, "charts": {"figures"}, "format": {"figures", "policies"},
    "current": {"policies"}, "diagram": {"policies"}, "policies": {"desk", "figures", "policies"},
    "standing": {"desk", "ledger", "standing"}, "webhooks": {"desk", "webhooks"},
}  # fmt: skip
"""What is loaded beside the texts of all where a script runs; `desk` for operators alone, `party` for all others."""


def test_pag_6_a_script_uses_no_text_that_is_not_loaded_where_it_runs() -> None:
    shelf_of = {
        key: file.parent.name
        for file in sorted((STATIC / "texts").rglob("en.js"))
        for key, _ in ENTRY.findall(file.read_text())
    }
    missing = [
        (file.name, key)
        for file in {*own_scripts()} - {*(STATIC / "texts").rglob("*.js")}
        for key in sorted(set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)+)"', file.read_text())) & shelf_of.keys())
        if shelf_of[key] not in {"texts", "frame"} | SHELVES.get(file.stem, set())
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("family", "words"),
    [
        ("story", ENTRY_KINDS),
        ("option", OptionKind),
        ("option_help", OptionKind),
        ("role", Role),
        ("condition", Condition),
        ("auto", AutomaticStep),
        ("deal", EscrowState),
        ("account", Account),
        ("movement", MovementKind),
        ("trigger", Trigger),
        ("delivery", MessageState),
        ("endpoint", EndpointState),
        ("endpoint_why", DisabledReason),
        ("failure", DeliveryFailure),
        ("standing", StandingStatus),
        ("means", ContactMeans),
        ("doubt", ShipmentDoubt),
        ("held", AttestedOutcome),
        ("check", CheckName),
        ("found", ReasonCode),
        ("outcome", Outcome),
        ("result", Result),
        ("sufficiency", set(Sufficiency) - {Sufficiency.SUFFICIENT}),
        ("lacks", set(Sufficiency) - {Sufficiency.SUFFICIENT}),
        ("content_rejected", set(REJECTION_TEXTS) - {"encoded"}),  # browsers send files as they are
        ("provenance", set(Provenance) - {Provenance.GIVEN}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pag_6_every_word_of_the_api_that_a_page_shows_has_a_text(family, words) -> None:
    english = texts("en")
    assert [word for word in words if f"{family}.{word}" not in english] == []


@pytest.mark.parametrize("code", ReasonCode)
def test_pag_31_what_a_check_found_is_told_with_all_its_figures(code: ReasonCode) -> None:
    given = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    assert set(re.findall(r"\{(\w+)\}", texts("en")[f"found.{code}"])) == given


def test_pag_7_nothing_that_somebody_wrote_is_ever_read_as_markup() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")
    assert [file.name for file in own_scripts() if forbidden.search(file.read_text())] == []


def test_pag_7_the_pages_ask_nobody_else_for_anything() -> None:
    elsewhere = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", re.IGNORECASE)
    own = [*own_scripts(), *STATIC.rglob("*.css"), *STATIC.rglob("*.html")]
    assert [file.name for file in own if elsewhere.search(strip_comments(file.read_text()))] == []


def own_scripts() -> list[Path]:
    return [file for file in STATIC.rglob("*.js") if file.parent.name != "vendor"]


def strip_comments(text: str) -> str:
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


def test_pag_36_every_refusal_that_has_words_of_its_own_is_a_code_of_the_api() -> None:
    known = set(tomllib.loads((REPO / "docs" / "problems.toml").read_text()))
    named = {key.removeprefix("problem.") for key in texts("en") if key.startswith("problem.")}
    assert named - known == set()
    assert named >= REFUSED_TO_PEOPLE


REFUSED_TO_PEOPLE = {
    *("action_not_allowed_in_state", "agreement_overtaken", "already_disputed", "appeal_incomplete", "approval_needed"),
    *("assigned_to_another", "awaits_approval", "card_number_not_allowed", "case_closed", "content_rejected"),
    *("counter_offer_required", "deadline_passed", "deadline_too_far", "file_too_large", "filing_window_closed"),
    *("forbidden", "not_found", "not_your_turn", "offers_nothing_new", "option_invalid", "proposal_superseded"),
    *("rate_limited", "request_not_open", "rounds_exhausted", "same_operator", "validation_failed"),
    *("amount_out_of_range", "carrier_unknown", "dependency_unavailable", "insufficient_hold", "inspection_busy"),
    *("payload_too_large", "too_many_evidence_requests", "upload_interrupted", "upload_too_slow"),
}
"""What whoever uses the pages as they are may be refused: they read why in their own language."""


def test_pag_13_french_sets_its_signs_off_by_spaces_that_do_not_break() -> None:
    assert [key for key, text in texts("fr").items() if re.search(r" [:;?!»]|« ", text)] == []


def test_pag_13_no_script_joins_words_by_signs_of_one_language() -> None:
    """A colon and a comma are written otherwise in French and Chinese: `named` and `listOf` know how."""
    joins = re.compile(r'\}(?:</\w+>)?: (?:<\w+>)?\$\{|\.map\([^;]*\)\.join\(", "\)')
    assert [file.name for file in own_scripts() if joins.search(file.read_text())] == []
