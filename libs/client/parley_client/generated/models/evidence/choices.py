"""Choices of evidence. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

ItemState: TypeAlias = Literal["valid", "invalid"]


Sufficiency: TypeAlias = Literal["sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"]
"""Whether a piece of evidence can satisfy a request, beside being valid: what it still lacks, if anything."""


Disclosure: TypeAlias = Literal["open", "sealed", "revealed"]
"""Disclosure of what is given: whether the other side may know of it."""


ScanState: TypeAlias = Literal["not_scanned", "clean", "quarantined", "infected"]


Provenance: TypeAlias = Literal["given", "deal", "mailed"]
"""Way by which a piece of evidence came into the case."""


Level: TypeAlias = Literal["required", "one_of", "optional"]


RequestState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


ReuseHow: TypeAlias = Literal["same_file", "looks_alike"]
