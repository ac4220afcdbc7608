"""A second, plain reading of an edition: dictionaries and a few ifs, and no code of the engine held against it."""

from __future__ import annotations

from datetime import datetime, timedelta

WHOLE = 8000
Said = str | dict


def length(term: str) -> timedelta:
    amount, unit = term.split(" ", 1)
    return timedelta(**{f"{unit.rstrip('s')}s": int(amount)})


class Model:
    """Where a case stands, as somebody who only read the file would say."""

    def __init__(self, edition: dict, reason: str, claimant: str, options: list[tuple[str, int | None]], now: datetime):
        self.edition, self.reason, self.claimant = edition, reason, claimant
        self.options, self.opened_at = options, now
        self.place, self.paid, self.moved_again = "", None, False
        self.asked: list[dict] = []
        self.clocks: dict[str, datetime] = {}
        self.turn: tuple[str, datetime] | None = None
        self.promised = self.ruled = None
        self.appealed = self.decided = self.decided_ever = False
        self.ruled_at = now
        first = edition["stages"][edition["first"]]
        if first.get("negotiates"):
            terms = edition["negotiation"]
            guide = terms.get("guide")
            self.turn = ("guiding", now + length(guide["term"])) if guide else ("answer", now + length(terms["term"]))
        self.enter(edition["first"], now)

    # --- what is there

    @property
    def stage(self) -> dict:
        return self.edition["stages"].get(self.place, {})

    def on(self, trigger: str) -> Said | None:
        return {**self.edition.get("always", {}).get("on", {}), **self.stage.get("on", {})}.get(trigger)

    def may(self, role: str) -> set[str]:
        if not self.stage:
            return set()
        names = {role, "claimant" if role == self.claimant else "respondent"} if role != "operator" else {"operator"}
        granted = [self.edition.get("always", {}).get("may", {}), self.stage.get("may", {})]
        acts = [act for may in granted for who, acts in may.items() if who in names for act in acts]
        waiting = bool(self.stage.get("negotiates")) and self.turn is not None and self.turn[0] == "answer"
        awaited = waiting and role != self.claimant
        return {a if isinstance(a, str) else a["act"] for a in acts if isinstance(a, str) or awaited}

    def party(self, who: str) -> str:
        other = {"buyer": "seller", "seller": "buyer"}[self.claimant]
        return {"claimant": self.claimant, "respondent": other}.get(who, who)

    def next_silence(self) -> tuple[datetime, str, object] | None:
        """What moves the case next if nobody does."""
        found: list[tuple[datetime, str, object]] = []
        if self.stage.get("negotiates") and self.turn:
            found.append((self.turn[1], "turn", None))
        if self.stage:
            found += [(r["due"], "request", r) for r in self.asked if r["state"] == "open" and r["level"] != "optional"]
            found += [(at, "clock", kind) for kind, at in self.clocks.items()]
        return min(found, key=lambda one: one[0], default=None)

    # --- what happens

    def silence(self) -> None:
        lapse = self.next_silence()
        assert lapse is not None
        at, what, of = lapse
        if what == "turn":
            kind, _ = self.turn
            if kind == "guiding":
                self.follow(self.on("abandoned"), at)
            elif self.edition["negotiation"]["on_silence"] == "execute":
                self.follow(self.on("agreed"), at, self.options[0])
            else:
                self.follow(self.on("negotiation_failed"), at)
        elif what == "request":
            self.news(of, "lapsed", at)
        else:
            then = self.clock(of)["then"]
            if of == self.edition.get("hard_cap", {}).get("kind"):
                then = self.end_of_cap(then)
            del self.clocks[of]
            if then == "proceed":
                if self.all_given():
                    self.follow(self.on("evidence_satisfied"), at)
            elif then != {"enter": self.place}:
                self.follow(then, at)

    def news(self, request: dict, state: str, at: datetime) -> None:
        before = request["state"]
        if not self.stage or before == state:
            return
        request["state"] = state
        if request["level"] == "optional" or before == "lapsed":  # what has lapsed moved the case already
            return
        trigger = "evidence_reopened" if state == "open" else self.outcome_of(request["stage"])
        effect = self.on(trigger) if trigger else None
        if effect == "revisit":
            asking = self.edition["stages"][request["stage"]]
            effect = {"enter": request["stage"]} if state == "open" else asking["on"][trigger]
        elif request["stage"] != self.place:
            return
        if trigger == "evidence_satisfied" and any(self.clock(k)["then"] == "proceed" for k in self.clocks):
            return
        self.follow(effect, at)

    def act(self, act: str, trigger: str, at: datetime, option=None) -> None:
        if act == "decide":
            self.ruled, self.ruled_at, self.decided, self.decided_ever = option, at, True, True
        if act == "appeal":
            self.appealed = True
        if act in ("ship_return", "fulfil"):
            self.earned = True
        self.follow(self.on(trigger), at, option)

    def settle(self, at: datetime) -> None:
        appeal = self.edition.get("appeal")
        first = self.decided_now and not self.appealed and self.edition["rulings"]["execute"] == "at_once"
        if self.place == "settling" and appeal and first:
            self.enter(appeal["stage"], at)
        elif self.place in ("settling", "reversing"):
            self.place = "closed"

    # --- what follows

    def follow(self, said: Said | None, at: datetime, option=None) -> None:
        before = dict(self.clocks)
        match said:
            case None | {"alert": _} | "revisit":
                return
            case "escalate":
                self.enter(self.edition["reasons"][self.reason]["escalates_to"], at, before)
            case {"enter": stage}:
                self.enter(stage, at, before)
            case {"close": _}:
                self.end()
            case "execute":
                self.decided_now = self.decided
                self.carry_out(option, at, before)
            case "execute_ruling":
                self.decided_now = True
                self.carry_out(self.ruled, at, before)
            case {"execute_standing": _}:
                self.decided_now = False
                self.carry_out(self.options[0], at, before)
            case "pay_promised":
                self.pay(self.promised[1])
            case {"pay_all": who}:
                self.decided_now = False
                self.pay(WHOLE if self.party(who) == "buyer" else 0)

    decided_now = False
    earned = False  # by a ruling, or by sending goods: silence alone pays nobody for what never left (O4)

    def carry_out(self, option, at: datetime, before: dict) -> None:
        if option is None:
            contest = self.edition.get("appeal", {}).get("stage")
            first = self.edition["rulings"]["execute"] == "at_once" and not self.appealed and self.place != contest
            if contest and first:
                self.enter(contest, at, before)
            else:
                self.end()
            return
        kind, to_buyer = option
        obligations = self.edition.get("options", {}).get("obligations", {})
        if kind in obligations and self.paid is None:
            self.promised, self.earned = option, self.decided_now
            self.enter(obligations[kind], at, before)
        else:
            self.pay(to_buyer)

    def pay(self, to_buyer: int) -> None:
        self.clocks = {}
        if self.paid is None:
            self.paid, self.place = to_buyer, "settling"
        elif self.paid == to_buyer:
            self.place = "closed"
        else:
            self.paid, self.place, self.moved_again = to_buyer, "reversing", True

    def end(self) -> None:
        self.place, self.clocks = "closed", {}

    def enter(self, name: str, at: datetime, before: dict | None = None) -> None:
        came_from, self.place, self.was_in = self.was_in, name, name
        cap = self.edition.get("hard_cap")
        self.clocks = {}
        if cap and self.is_undecided(name):
            if not came_from or not self.is_undecided(came_from):
                self.clocks[cap["kind"]] = at + length(cap["term"])
            elif cap["kind"] in (before or {}):
                self.clocks[cap["kind"]] = before[cap["kind"]]
        for clock in self.stage.get("deadlines", ()):
            if not isinstance(clock["then"], dict) or "alert" not in clock["then"]:
                since = self.ruled_at if clock.get("since") == "ruling" else at
                self.clocks[clock["kind"]] = since + length(clock["term"])
        if not any(r["stage"] == name and r["state"] == "open" for r in self.asked):
            for ask in self.stage.get("asks", ()):
                self.asked.append({"stage": name, "party": self.party(ask["party"]), "state": "open",
                                   "level": ask["level"], "due": at + length(ask["term"])})  # fmt: skip
        if not self.stage.get("negotiates"):
            self.turn = None

    was_in = ""

    def is_undecided(self, name: str) -> bool:
        """A cap ends what nobody decided (PRM-15); what was decided is carried out by clocks of its own."""
        stage = self.edition["stages"][name]
        thens = [clock["then"] for clock in stage.get("deadlines", ())]
        moving = [then for then in thens if then != "proceed" and "alert" not in then]
        return "execute_ruling" not in thens and not (stage["phase"] == "execution" and moving)

    def end_of_cap(self, said: Said) -> Said:
        obligations = self.edition.get("options", {}).get("obligations", {})
        if isinstance(said, dict) and "enter" in said:
            return said
        if self.promised is not None and self.promised[1] is not None and self.earned:
            return "pay_promised"
        if self.decided_ever and (self.ruled is None or self.ruled[0] not in obligations):
            return "execute_ruling"
        return said

    # --- how much is in

    def clock(self, kind: str) -> dict:
        found = [d for s in self.edition["stages"].values() for d in s.get("deadlines", ())]
        return next(d for d in [*found, self.edition.get("hard_cap") or {}] if d.get("kind") == kind)

    def outcome_of(self, stage: str) -> str | None:
        mine = [r for r in self.asked if r["stage"] == stage and r["level"] != "optional"]
        satisfied = any(r["state"] == "satisfied" for r in mine if r["level"] == "one_of")
        needed = [r for r in mine if r["level"] == "required" or not satisfied]
        if any(r["state"] == "open" for r in needed):
            return None
        return "evidence_lapsed" if any(r["state"] == "lapsed" for r in needed) else "evidence_satisfied"

    def all_given(self) -> bool:
        return self.outcome_of(self.place) == "evidence_satisfied"
