// A case as it is read for a screen: with the words of its programme, its negotiation, and what evidence is asked for.
import { language } from "./language.js";
import { get, listAll } from "./session.js";
import { Words, loadProgramme } from "./words.js";

// What happens next by itself and means something to a person: not a clock that only reminds.
export const nextStep = (found) => found.forecast.find(({ action }) => action !== "none" && action !== "alert") ?? found.next_automatic_action;

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
