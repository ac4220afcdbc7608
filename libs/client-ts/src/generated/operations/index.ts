// All operations of the API. Written by `make clients`: do not edit.

import type { Caller } from "../../calls.ts";
import { AuthOperations } from "./auth.ts";
import { PagesOperations } from "./pages.ts";
import { PlatformsOperations } from "./platforms.ts";
import { EscrowsOperations } from "./escrows.ts";
import { DisputesOperations } from "./disputes.ts";
import { MediationsOperations } from "./mediations.ts";
import { EvidenceOperations } from "./evidence.ts";
import { LiveVideoOperations } from "./live_video.ts";
import { OperatorsOperations } from "./operators.ts";
import { ExecutionOperations } from "./execution.ts";
import { ParticipantsOperations } from "./participants.ts";
import { LedgerOperations } from "./ledger.ts";
import { PoliciesOperations } from "./policies.ts";
import { TreesOperations } from "./trees.ts";
import { CalendarsOperations } from "./calendars.ts";
import { AnalyticsOperations } from "./analytics.ts";
import { ProofOperations } from "./proof.ts";
import { PrivacyOperations } from "./privacy.ts";
import { WebhooksOperations } from "./webhooks.ts";
import { EventsOperations } from "./events.ts";
import { SandboxOperations } from "./sandbox.ts";

export { AuthOperations } from "./auth.ts";
export { PagesOperations } from "./pages.ts";
export { PlatformsOperations } from "./platforms.ts";
export { EscrowsOperations } from "./escrows.ts";
export { DisputesOperations } from "./disputes.ts";
export { MediationsOperations } from "./mediations.ts";
export { EvidenceOperations } from "./evidence.ts";
export { LiveVideoOperations } from "./live_video.ts";
export { OperatorsOperations } from "./operators.ts";
export { ExecutionOperations } from "./execution.ts";
export { ParticipantsOperations } from "./participants.ts";
export { LedgerOperations } from "./ledger.ts";
export { PoliciesOperations } from "./policies.ts";
export { TreesOperations } from "./trees.ts";
export { CalendarsOperations } from "./calendars.ts";
export { AnalyticsOperations } from "./analytics.ts";
export { ProofOperations } from "./proof.ts";
export { PrivacyOperations } from "./privacy.ts";
export { WebhooksOperations } from "./webhooks.ts";
export { EventsOperations } from "./events.ts";
export { SandboxOperations } from "./sandbox.ts";

/** All operations, by group. */
export class Operations {
  readonly auth: AuthOperations;
  readonly pages: PagesOperations;
  readonly platforms: PlatformsOperations;
  readonly escrows: EscrowsOperations;
  readonly disputes: DisputesOperations;
  readonly mediations: MediationsOperations;
  readonly evidence: EvidenceOperations;
  readonly liveVideo: LiveVideoOperations;
  readonly operators: OperatorsOperations;
  readonly execution: ExecutionOperations;
  readonly participants: ParticipantsOperations;
  readonly ledger: LedgerOperations;
  readonly policies: PoliciesOperations;
  readonly trees: TreesOperations;
  readonly calendars: CalendarsOperations;
  readonly analytics: AnalyticsOperations;
  readonly proof: ProofOperations;
  readonly privacy: PrivacyOperations;
  readonly webhooks: WebhooksOperations;
  readonly events: EventsOperations;
  readonly sandbox: SandboxOperations;

  constructor(caller: Caller) {
    this.auth = new AuthOperations(caller);
    this.pages = new PagesOperations(caller);
    this.platforms = new PlatformsOperations(caller);
    this.escrows = new EscrowsOperations(caller);
    this.disputes = new DisputesOperations(caller);
    this.mediations = new MediationsOperations(caller);
    this.evidence = new EvidenceOperations(caller);
    this.liveVideo = new LiveVideoOperations(caller);
    this.operators = new OperatorsOperations(caller);
    this.execution = new ExecutionOperations(caller);
    this.participants = new ParticipantsOperations(caller);
    this.ledger = new LedgerOperations(caller);
    this.policies = new PoliciesOperations(caller);
    this.trees = new TreesOperations(caller);
    this.calendars = new CalendarsOperations(caller);
    this.analytics = new AnalyticsOperations(caller);
    this.proof = new ProofOperations(caller);
    this.privacy = new PrivacyOperations(caller);
    this.webhooks = new WebhooksOperations(caller);
    this.events = new EventsOperations(caller);
    this.sandbox = new SandboxOperations(caller);
  }
}
