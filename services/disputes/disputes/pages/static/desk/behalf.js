// What a party has asked support for by phone or letter: an operator does it in their name, in the party's own form.
import { money, t } from "../language.js";
import { Field, Gone, Heading, Icon, Link, Notice, html, useState } from "../parts.js";
import { formOf } from "../acts.js";
import { DeskSend, useDeskSending } from "./actsending.js";
import { sideName } from "../money.js";

// Sends as the desk does, with whose act it is and by which means they have asked for it.
function useBehalfSending(props, onSent) {
  const sending = useDeskSending(props, undefined, onSent);
  return { ...sending, Sender: DeskSend, incomplete: props.incomplete, send: (href, body) => sending.send(href, { ...body, ...props.behalf }) };
}

export function ForParty(props) {
  const { rel, party, case: found, words } = props;
  const [means, setMeans] = useState("");
  const actions = found.allowed_actions.filter((each) => each.rel === rel && each.constraints.on_behalf_of === party);
  const home = `review/${found.id}`;
  const crumb = html`<${Link} to=${home} class="crumb"><${Icon} name="back" />${t("act.back")}<//>`;
  if (!actions.length) return html`${crumb}<section class="card"><${Heading}>${words.act(rel)}<//><${Gone} home=${home} /></section>`;
  const [action] = actions;
  const { means: asked, needs_approval: takesTwo } = action.constraints;
  const Form = formOf(rel);
  return html`${crumb}<div class="lead"><${Heading}>${words.act(rel)}<//>
      <p class="soft">${t("behalf.for", { who: sideName(party) })} <bdi>${found[party]}</bdi> · <bdi>${found.expanded?.escrow?.title ?? t("case.one")}</bdi> · <span class="number">${money(found.funds.disputed, found.funds.currency)}</span></p></div>
    <${Notice} kind="info" live=${false}><p>${t(asked ? "behalf.what" : "behalf.mailed")}</p>${takesTwo && html`<p>${t("approval.needed")}</p>`}<//>
    <section class="card stack loose">
      ${asked && html`<${Field} label=${t("behalf.means")}>${(more) => html`<select ...${more} value=${means} onChange=${(event) => setMeans(event.target.value)}>
        <option value="">${t("choose")}</option>${asked.map((code) => html`<option key=${code} value=${code} selected=${code === means}>${t(`means.${code}`)}</option>`)}</select>`}<//>`}
      <${Form} ...${props} action=${action} actions=${actions} home=${home} useForm=${useBehalfSending} incomplete=${Boolean(asked) && !means} behalf=${asked ? { on_behalf_of: party, means } : {}} />
    </section>`;
}
