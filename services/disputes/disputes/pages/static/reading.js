// A case as it is read for a screen: with the words of its programme, its negotiation, and what evidence is asked for.
import { language } from "./language.js";
import { get, listAll } from "./session.js";
import { Words, loadProgramme } from "./words.js";

const isEnd = ({ leads_to: next }) => ["settling", "reversing", "closed"].includes(next);

// What happens next by itself and means something to a person: not a clock that only reminds, and of what falls due at one
// instant that which ends the case, or else what the service calls the next.
export function nextStep({ forecast, next_automatic_action: named }) {
  const first = forecast.find(({ action }) => action !== "none" && action !== "alert") ?? named;
  const atOnce = forecast.filter(({ at }) => at === first?.at);
  return atOnce.find(isEnd) ?? atOnce.find(({ action }) => action === named?.action && action !== "none") ?? first;
}

// What follows that step by itself, to the end of the case: what becomes of the money may stand there alone.
export function stepsBehind({ forecast }, step) {
  if (isEnd(step)) return [];
  const behind = forecast.filter(({ at, action }) => Date.parse(at) > Date.parse(step.at) && action !== "none" && action !== "alert");
  const end = behind.findIndex(isEnd);
  return end < 0 ? behind : behind.slice(0, end + 1);
}

// Until when it is the turn of those whom it is owed by: no longer than the case lasts, however long their own clock would
// run.
export function dueOf(found, isTheirs) {
  const theirs = found.deadlines.filter(({ owed_by: by }) => isTheirs(by)).map(({ due_at: at }) => at);
  const end = found.forecast?.find(isEnd)?.at;
  return [...theirs, ...(theirs.length && end ? [end] : [])].sort()[0];
}

// What the operator who has asked wants to be shown: the case knows it.
export const noteOf = (asked, request) => asked.find(({ id }) => id === request)?.note;

const PARTS = "escrow,evidence,messages,story";

export async function loadCase(id, parts = PARTS) {
  const found = await get(`/v1/disputes/${id}?expand=${parts}`);
  const mediation = found.negotiation?.mediation;
  const [programme, talks, requests] = await Promise.all([
    loadProgramme(found.policy),
    mediation ? get(`/v1/mediations/${mediation}?language=${language}`).catch(() => null) : null,
    found.evidence_requests.length ? listAll(`/v1/evidence/requests?dispute=${id}&limit=100`).catch(() => []) : [],
  ]);
  return { case: found, words: new Words(programme), talks, requests };
}
