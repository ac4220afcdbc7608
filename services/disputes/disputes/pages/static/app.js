// The frame: opens the session, chooses the language, and shows the screen of the address.
import { LANGUAGES, addRefusals, addTexts, language, preferredLanguage, setLanguage, setPlatformTime, t, wantTexts } from "./language.js";
import { Button, Heading, Icon, Notice, ROOT, Unready, Waiting, go, html, keepFocus, loadForms, loadLook, loadModule, placeNow, problemText, useCallback, useEffect, useLoad, usePlace, usePolling, useState } from "./parts.js";
import { tellHeight } from "./frame.js";
import { comeBack } from "./returning.js";
import { KEPT_LANGUAGE, KEPT_PERSON, beforeRefusals, draftsOf, get, hasLink, isHandedOver, openSession, session, watchConnection, watchEnd } from "./session.js";
import { render } from "./vendor/preact-htm.js";

// A screen with texts that no other needs.
const withTexts = (shelf, load) => async () => {
  await addTexts(shelf);
  return load();
};

const withLook = (path, load) => async () => {
  await loadLook(path);
  return load();
};
const withTables = (load) => withLook("./tables.css", load);
const withFigures = (load) => withTexts("figures", withTables(withLook("./desk/figures.css", load)));

const SCREENS = {
  deals: [() => import("./deals.js"), "Deals"],
  piece: [withTexts("pieces", async () => { await loadForms(); return import("./piece.js"); }), "Piece"],
  report: [withTexts("report", async () => { await loadForms(); return import("./report.js"); }), "Report"],
  case: [() => import("./case.js"), "Case"],
  desk: [withTables(() => import("./desk.js")), "Desk"],
  review: [() => import("./review.js"), "Review"],
  ledger: [withTexts("ledger", withTables(() => import("./ledger.js"))), "Ledger"],
  analytics: [withFigures(() => import("./desk/analytics.js")), "Analytics"],
  policies: [withFigures(withTexts("policies", () => import("./desk/policies.js"))), "Policies"],
  webhooks: [withTexts("webhooks", withTables(() => import("./desk/webhooks.js"))), "Webhooks"],
  standing: [withTexts("ledger", withTexts("standing", withTables(() => import("./desk/standing.js")))), "ParticipantStanding"],
};
const REST_MS = 1_500;

// Asks what time it is for the platform.
async function readTime(who) {
  const said = await get(who.dispute ? `/v1/disputes/${who.dispute}/forecast` : "/v1/disputes/counts").catch(() => null);
  if (said) setPlatformTime(said.as_of ?? said.computed_at);
}

// How the marketplace wants its pages to look; without an answer they look like ours.
async function readBranding({ platform }) {
  const branding = await get(`/v1/branding/${platform.id}`).catch(() => null);
  if (!branding) return;
  platform.branding = branding;
  if (branding.primary || branding.accent) (await import("./colour.js")).paintBranding(branding);
}

// What operators alone need beside their words: their look, and where they can go.
async function loadDesk() {
  const [{ DeskNav }] = await Promise.all([import("./desk/nav.js"), loadLook("./desk/desk.css")]);
  return DeskNav;
}

// Where a link leads when its address says nothing more.
function home(who) {
  const dispute = who.dispute ?? placeNow().match(/^open\/(dsp_\w+)$/)?.[1]; // an embedding page may name one of their cases
  if (who.role === "operator") return dispute ? `review/${dispute}` : "desk";
  if (dispute) return `case/${dispute}`;
  return who.escrow ? `report/${who.escrow}` : "deals";
}

// Words for what may be refused are wanted later than all that can be seen; at the latest with a refusal.
function bringRefusals() {
  beforeRefusals(addRefusals);
  const isDrawn = document.querySelector("main h1") && !document.querySelector(".skeleton");
  setTimeout(isDrawn ? addRefusals : bringRefusals, REST_MS);
}

function chosenLanguage() {
  try {
    return sessionStorage.getItem(KEPT_LANGUAGE);
  } catch {
    return null;
  }
}

function Screen({ place }) {
  const [name, ...rest] = place.split("/");
  const known = SCREENS[name];
  const { data: shown, error, reload } = useLoad(async () => known && { name, ...await loadModule(...known) }, [name]);
  useEffect(() => { if (!known) go(home(session.who)); }, [name]);
  useEffect(() => comeBack(place), [place]);
  return shown?.name === name ? html`<${shown.Part} key=${place} id=${rest[0]} sub=${rest[1]} />` : html`<main id="main"><${Unready} error=${error} retry=${reload} /></main>`;
}

function Frame() {
  const [opened, setOpened] = useState({ state: "opening" });
  const [connection, setConnection] = useState("fine");
  const [, redraw] = useState(0);
  const place = usePlace();
  const open = async () => {
    setOpened({ state: "opening" });
    const linked = hasLink() && !isHandedOver();
    try {
      const who = await openSession();
      wantTexts(who.role === "operator" ? "desk" : "party");
      await setLanguage(chosenLanguage() ?? who.language ?? preferredLanguage());
      if (linked || !(placeNow().split("/")[0] in SCREENS)) history.replaceState(null, "", `${ROOT}/${home(who)}`);
      dispatchEvent(new PopStateEvent("popstate")); // whoever shows the place looks at the address again
      const [nav] = await Promise.all([who.role === "operator" ? loadDesk() : null, readTime(who), readBranding(who)]);
      setOpened({ state: "open", Nav: nav });
      bringRefusals();
    } catch (error) {
      setOpened({ state: "shut", error, linked });
    }
  };
  const speak = async (wanted) => {
    try { sessionStorage.setItem(KEPT_LANGUAGE, wanted); } catch { /* the page may not keep it */ }
    await setLanguage(wanted);
    redraw((n) => n + 1);
  };
  useEffect(() => {
    watchEnd((error) => setOpened({ state: "shut", error }));
    open();
    return watchConnection(setConnection);
  }, []);
  usePolling(useCallback(() => { if (session.who) readTime(session.who); }, []), 60_000);
  useEffect(() => {
    const again = () => { if (hasLink()) open(); };
    addEventListener("hashchange", again);
    return () => removeEventListener("hashchange", again);
  }, []);
  return html`
    <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.querySelector("#main h1")?.focus(); }}>${t("skip")}</a>
    <${Top} speak=${speak} />
    <div id="announcements" class="unseen" role="status"></div>
    <div role="status" aria-live="polite">${connection !== "fine" && html`<p class="connection">${t(`connection.${connection}`)}</p>`}</div>
    <div>${opened.Nav && html`<${opened.Nav} place=${place} key=${`nav-${language}`} />`}</div>
    <div>${opened.state === "opening" && html`<main id="main" class="narrow"><${Waiting} /></main>`}
      ${opened.state === "shut" && html`<${Shut} ...${opened} retry=${open} />`}
      ${opened.state === "open" && html`<${Screen} place=${place} key=${language} />`}</div>
    <footer class="foot"><span class="row tight"><${Icon} name="lock" />${t("foot.held")}</span><span>${t("foot.by")}</span>
      ${(session.who?.platform.branding?.links ?? []).map(({ kind, url }) => html`<a key=${kind} href=${url} target="_blank" rel="noopener noreferrer">${t(`legal.${kind}`)}</a>`)}</footer>`;
}

function Top({ speak }) {
  const who = session.who;
  const name = who?.platform.name ?? "Parley";
  const logo = who?.platform.branding?.logo;
  return html`<header class="top"><div class="top-in">
    ${logo ? html`<img class="logo" src=${logo} alt="" />` : html`<span class="mark" aria-hidden="true">${[...name][0].toUpperCase()}</span>`}
    <div class="whose"><strong>${name}</strong><span>${who ? t(`role.${who.role}`) : t("title")}</span></div>
    <label><span class="unseen">${t("language")}</span>
      <select value=${language} onChange=${(event) => speak(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([code, label]) => html`<option key=${code} value=${code} lang=${code} selected=${code === language}>${label}</option>`)}
      </select></label>
  </div></header>`;
}

// Whether the person whose session this tab has was writing something in it.
function hasDrafts() {
  try {
    return Object.keys(sessionStorage).some((name) => name.startsWith(draftsOf(sessionStorage.getItem(KEPT_PERSON))));
  } catch {
    return false;
  }
}

// A link that opens nothing: what it is, and what to do. Whose it was cannot be told, nor whose drafts theirs are.
function Shut({ error, linked, retry }) {
  // A fragment that cannot even be a secret is bad input to the API, and to its reader a link that opens nothing.
  const code = error.code === "validation_failed" ? "page_link_refused" : (error.code ?? "trouble");
  const known = ["page_link_missing", "page_link_refused", "page_link_expired", "page_link_revoked", "platform_not_active"];
  return html`<main id="main" class="narrow"><section class="card">
    <${Heading}>${t(known.includes(code) ? "shut.title" : "shut.trouble")}<//>
    <${Notice} kind="warn"><p>${known.includes(code) ? t(`shut.${code}`) : problemText(error)}</p><//>
    <p class="soft">${t("shut.what_to_do")}</p>
    ${!linked && hasDrafts() && html`<p>${t("shut.draft")}</p>`}
    ${!known.includes(code) && html`<${Button} kind="primary" onClick=${retry}>${t("try_again")}<//>`}
  </section></main>`;
}

await setLanguage(chosenLanguage() ?? preferredLanguage());
const app = document.getElementById("app");
keepFocus(app);
import("./oneline.js").catch(() => {});
app.replaceChildren();
render(html`<${Frame} />`, app);
tellHeight();
