// Words of a case: labels of its programme in the reader's language, and sentences about what happens by itself.
import { dateTime, has, language, listOf, moneyOf, t } from "./language.js";
import { moneySentence, sideName } from "./money.js";
import { get } from "./session.js";

const known = new Map();

// The programme as its edition explains itself in this language: labels of stages, acts, reasons and the like.
export function loadProgramme({ name, edition }) {
  const path = `/v1/policies/${name}/${edition}?language=${language}`;
  if (!known.has(path)) known.set(path, get(path).catch(() => { known.delete(path); return null; }));
  return known.get(path);
}

// An office that the platform has not named itself is called as each language calls it.
export const officeName = ({ code, name }) => (name === "Dispute desk" && has(`office.${code}`) ? t(`office.${code}`) : name);

const find = (list, code) => list?.find((each) => each.code === code);
const readable = (code) => (code ? String(code).replaceAll("_", " ") : "");

export class Words {
  constructor(programme) {
    this.programme = programme;
  }
  label(list, code) { return find(this.programme?.[list], code)?.label ?? readable(code); }
  help(list, code) { return find(this.programme?.[list], code)?.help ?? null; }
  stage(code) { return this.label("stages", code); }
  reason(code) { return this.label("reasons", code); }
  status(code) { return this.label("statuses", code); }
  outcome(code) { return this.label("outcomes", code); }
  kind(code) { return has(`kind.${code}`) ? t(`kind.${code}`) : this.label("evidence_kinds", code); }
  act(code) {
    const key = `act.${code.replaceAll("-", "_")}`;
    return has(key) ? t(key) : this.label("acts", code);
  }
  actHelp(code) { return this.help("acts", code); }
  option(code) { return t(`option.${code}`); }
  ruling(code) { return find(this.programme?.rulings.allowed, code)?.label ?? t(`option.${code}`); }
  reasonCode(code) { return find(this.programme?.rulings.reason_codes, code)?.label ?? readable(code); }
  penaltyAct(code) { return find(this.programme?.penalties?.acts, code)?.label ?? readable(code); }
  clock(code) {
    const stages = this.programme?.stages.flatMap((stage) => stage.clocks) ?? [];
    const label = find([...stages, ...(this.programme?.case_clocks ?? [])], code)?.label;
    return label ?? (has(`clock.${code}`) ? t(`clock.${code}`) : readable(code));
  }

  // What a step that nobody takes does: the money, else where the case goes, else what it is.
  automatic(step) {
    if (step.money_effect) return moneySentence(step.money_effect);
    if (has(`auto.${step.action}`)) return t(`auto.${step.action}`);
    const place = step.leads_to ?? step.action.replace(/^(enter|start|open|go_to)_/, "");
    if (place === "closed") return t("auto.close");
    const label = find(this.programme?.stages, place)?.label ?? find(this.programme?.statuses, place)?.label;
    return label ? t("auto.enter", { stage: label }) : t("auto.goes_on");
  }

  // One line of the story.
  entry({ kind, who, params }) {
    const actor = kind.startsWith("evidence_") && params.party ? params.party : who.role;
    const person = actor === "system" ? t("by_itself") : sideName(actor);
    const values = {
      who: person,
      stage: this.stage(params.stage),
      reason: this.reason(params.reason),
      amount: params.amount ? moneyOf(params.amount) : "",
      due: params.due_at ? dateTime(params.due_at) : "",
      party: params.party ? sideName(params.party) : "",
      kind: params.kind ? this.kind(params.kind) : "",
      kinds: listOf((params.kinds ?? []).map((code) => this.kind(code))),
      deadline: params.deadline ? this.clock(params.deadline) : "",
      ruling: params.ruling ? this.ruling(params.ruling) : "",
      outcome: params.outcome ? this.outcome(params.outcome) : "",
      options: listOf((params.options ?? []).map((option) => this.option(option.kind ?? option))),
      name: params.office ? officeName({ code: params.office, name: params.name }) : params.name ?? "",
      buyer: params.to_buyer ? moneyOf(params.to_buyer) : "",
      seller: params.to_seller ? moneyOf(params.to_seller) : "",
    };
    const key = params.to_buyer && has(`story.${kind}.paid`) ? `story.${kind}.paid` : `story.${kind}`;
    const told = has(key) ? t(key, values) : readable(kind);
    return params.on_behalf_of ? `${told} (${t("messages.for", { who: sideName(params.on_behalf_of.party) })})` : told;
  }
}

// A point of a check list, in the reader's language where the programme has it.
export const pointText = (point) => point.texts?.[language] ?? point.text;
