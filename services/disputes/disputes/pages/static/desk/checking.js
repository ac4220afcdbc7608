// The points that operators look at one by one, and what they verify by them.
import { t } from "../language.js";
import { html } from "../parts.js";
import { draftName, useDraft } from "../drafts.js";
import { Agreed, checkLabel } from "../particulars.js";
import { DeskSend, useDeskSending } from "./actsending.js";

export function Checks({ codes, findings, onChange, labels }) {
  if (!codes?.length) return null;
  return html`<fieldset class="stack"><legend><h2>${t("checks.title")}</h2></legend>${codes.map((code) => html`<div class="check" key=${code}><span id=${`check-${code}`}>${labels(code)}</span>
    <span class="row" role="radiogroup" aria-labelledby=${`check-${code}`}>${["yes", "no", "unclear"].map((finding) => html`<label class="row" key=${finding}><input type="radio" name=${`check-${code}`} value=${finding} checked=${findings[code] === finding}
      onChange=${() => onChange({ ...findings, [code]: finding })} />${t(`finding.${finding}`)}</label>`)}</span></div>`)}</fieldset>`;
}

export const checkList = (findings) => Object.entries(findings).map(([code, finding]) => ({ code, finding }));

export function Verifying(props) {
  const { action, words, case: found } = props;
  const [findings, write, endDraft] = useDraft(draftName(props), {});
  const sending = useDeskSending(props, undefined, endDraft);
  const codes = action.constraints.checks ?? [];
  const refuses = action.rel === "refuse_verification";
  const differs = ["no", "unclear"].map((finding) => codes.find((code) => findings[code] === finding)).find(Boolean); // what a refusal rests on
  const body = { result: refuses ? "not_verified" : "verified", checks: checkList(findings), ...(refuses ? { reason_code: differs } : {}) };
  const isMissing = codes.some((code) => !findings[code]) || (refuses && !differs);
  return html`${found.transaction && html`<${Agreed} case=${found} words=${words} />`}<${Checks} codes=${codes} findings=${findings} onChange=${write} labels=${(code) => checkLabel(words, code)} />
    ${refuses && html`<p class="soft small">${t("checks.differs")}</p>`}
    <${DeskSend} sending=${sending} found=${found} disabled=${isMissing} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}
