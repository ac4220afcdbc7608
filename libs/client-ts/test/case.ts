// Opens, evidences and settles a case, as a marketplace's backend and its people would.

import { readFile } from "node:fs/promises";

import { Parley, Problem } from "parley-client";

const { PARLEY, CLIENT_ID, CLIENT_SECRET, PICTURE } = process.env as Record<string, string>;
const eur = (amount: number) => ({ amount, currency: "EUR" });

const shop = Parley.connect(PARLEY!, CLIENT_ID!, CLIENT_SECRET!);
const escrow = await shop.escrows.createEscrow({
  buyer: "anna",
  seller: "sam",
  amount: eur(8000),
  agreement: { title: "A coffee mill" },
  policy: "agreement_first",
});
await shop.escrows.fundEscrow(escrow.id, { amount: eur(8000), provider_reference: `payment-${escrow.id}` });

const anna = shop.asParticipant({ role: "buyer", participant: "anna" });
const sam = shop.asParticipant({ role: "seller", participant: "sam" });
const dispute = await anna.disputes.openDispute({
  escrow: escrow.id,
  reason: "item_not_received",
  claimed: eur(8000),
  options: [{ kind: "refund_full" }],
  explanation: "It was promised for the 3rd and has not come.",
});
const given = await anna.evidence.uploadEvidence(await readFile(PICTURE!), {
  dispute: dispute.id,
  kind: "photo",
  filename: "box.jpg",
});
const known: string[] = [];
for await (const item of anna.evidence.iterateEvidence({ dispute: dispute.id })) known.push(item.id);
if (!known.includes(given.id)) throw new Error("what was given is not in the list");

const talks = (await sam.disputes.getDispute(dispute.id)).negotiation!.mediation!;
await sam.mediations.counterProposal(talks, 1, {
  version: 1,
  options: [{ kind: "refund_partial", basis_points: 5000 }],
});
await anna.mediations.acceptProposal(talks, 2, { version: 1, option: 0 });
try {
  await sam.disputes.acceptClaim(dispute.id, {});
  throw new Error("an ended case was ended again");
} catch (error) {
  if (!(error instanceof Problem) || error.status !== 409) throw error;
}

let settled = await shop.disputes.getDispute(dispute.id);
for (let look = 0; settled.status !== "closed" && look < 100; look += 1) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  settled = await shop.disputes.getDispute(dispute.id);
}
const { funds } = await shop.escrows.getEscrow(escrow.id);
console.log(JSON.stringify({ status: settled.status, refunded: funds.refunded }));
