// Operations of the group 'operators': its reads, and what acts. Written by `make clients`: do not edit.

import type {
  AskingBody,
  AssignmentBody,
  AssignmentsBody,
  AssignmentsView,
  DecisionBody,
  DisputeView,
  ExtensionBody,
  NoteBody,
  NoteView,
  PauseBody,
  PresenceBody,
  PresenceView,
  ReasonTextBody,
  ReasonTextView,
  RejectionBody,
  RulingPreviewView,
  SettingsBody,
  SettingsView,
  VerificationBody,
} from "../models/index.ts";
import { OperatorsReads } from "./operators_reads.ts";

export class OperatorsOperations extends OperatorsReads {
  /**
   * Assign or refuse each case by itself; the answer says which, in the order of the request.
   *
   * Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
   */
  async assignDisputes(body: AssignmentsBody, options: { idempotencyKey?: string } = {}): Promise<AssignmentsView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/assignments`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as AssignmentsView;
  }

  /**
   * Take the case of a colleague who is away.
   *
   * The case log shows it, and `dispute.assigned` names the earlier assignee.
   */
  async takeOver(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/take-over`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Kept with the case for good, and never shown to its parties. */
  async createNote(
    dispute: string,
    body: NoteBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<NoteView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/notes`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as NoteView;
  }

  /**
   * Say it while a case is open before you, and see which of your colleagues has it open, too. It lasts for less than
   * a minute, so say it every fifteen seconds or so. Nothing is kept of it, and parties never see it.
   */
  async sayPresent(
    dispute: string,
    body?: PresenceBody,
    options: { idempotencyKey?: string } = {},
  ): Promise<PresenceView> {
    return (await this.caller.call(
      "PUT",
      `/v1/disputes/${encodeURIComponent(dispute)}/presence`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as PresenceView;
  }

  /** What you do not say ends by itself a little later. */
  async leaveCase(dispute: string, options: { idempotencyKey?: string } = {}): Promise<PresenceView> {
    return (await this.caller.call(
      "DELETE",
      `/v1/disputes/${encodeURIComponent(dispute)}/presence`,
      { key: options.idempotencyKey, takesKey: true },
    )) as PresenceView;
  }

  /** Keep a text ready, as the platform's backend or an operator with the scope `lead`. */
  async createReasonText(body: ReasonTextBody, options: { idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.caller.call(
      "POST",
      `/v1/reason-texts`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as ReasonTextView;
  }

  /** Rulings given with it keep their words. */
  async changeReasonText(
    text: string,
    body: ReasonTextBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ReasonTextView> {
    return (await this.caller.call(
      "PUT",
      `/v1/reason-texts/${encodeURIComponent(text)}`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ReasonTextView;
  }

  /** Answers with the text as it last was. */
  async deleteReasonText(
    text: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ReasonTextView> {
    return (await this.caller.call(
      "DELETE",
      `/v1/reason-texts/${encodeURIComponent(text)}`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ReasonTextView;
  }

  /** Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision on. */
  async putDisputeSettings(
    body: SettingsBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<SettingsView> {
    return (await this.caller.call(
      "PUT",
      `/v1/dispute-settings`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as SettingsView;
  }

  /**
   * See what a ruling would do before you give it: the money of each party net of fees and when it moves, what would
   * be owed in goods, each penalty with the fine that is due, what it makes of the person's standing, and who would
   * have to approve. The body is that of the decision. Nothing follows from it, so it needs no Idempotency-Key; what
   * the ruling would be refused with, the preview is refused with.
   */
  async previewRuling(
    dispute: string,
    body: DecisionBody,
    options: { ifMatch?: number } = {},
  ): Promise<RulingPreviewView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/rulings/preview`,
      { body, ifMatch: options.ifMatch },
    )) as RulingPreviewView;
  }

  /**
   * Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.
   *
   * Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case is
   * `awaiting_approval` until another operator approves or rejects it, and nothing follows before. Its clocks stand
   * still meanwhile, for 30 days at most, but for those that only alert operators: no cap undoes what was ruled.
   */
  async ruleOnDispute(
    dispute: string,
    body: DecisionBody,
    options: { ifMatch: number; idempotencyKey?: string },
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/decision`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.
   *
   * Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.
   */
  async approveDecision(dispute: string, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/approve`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Give the case back to the operators, who decide anew. Needs what approving needs. */
  async rejectApproval(
    dispute: string,
    body: RejectionBody,
    options: { ifMatch: number; idempotencyKey?: string },
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/reject-approval`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Take a case, or hand yours to another operator. A lead may move any. */
  async assignDispute(
    dispute: string,
    body: AssignmentBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/assign`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen; above the
   * platform's limit that waits, like a ruling, until another operator approves it.
   *
   * Needs If-Match with the version you have read, and an Idempotency-Key.
   */
  async verifyTransaction(
    dispute: string,
    body: VerificationBody,
    options: { ifMatch: number; idempotencyKey?: string },
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/verification`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Ask both parties for a live video (T3). Their time starts now (T4). */
  async requestLiveVideo(
    dispute: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/video-request`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Give more time, with a reason. Whichever service owns the clock obeys if it still runs.
   *
   * One extension adds no more than the time that the policy gives a case as a whole: see the action's `latest`.
   */
  async extendDeadline(
    dispute: string,
    body: ExtensionBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/extend`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Let every clock of the case stand still, in every service. Acts of the parties stay allowed.
   *
   * A pause that nobody ends is over by itself after 30 days, as the forecast says.
   */
  async pauseDeadlines(
    dispute: string,
    body: PauseBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/pause`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Let all clocks go on. What was due is due later by as long as the pause has lasted. */
  async resumeDeadlines(
    dispute: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/resume`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Ask a party for evidence of some kinds until an instant, in whatever stage the case is. What the party has given
   * before answers it once the party attaches it, and where the stage seals what it asks for, this is sealed with it.
   * You can ask until the end that the policy gives the case. Silence moves nothing: the case goes on as it would,
   * and you decide with what there is. A window that has lapsed is opened again by `extend`.
   */
  async requestEvidence(
    dispute: string,
    body: AskingBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/evidence-requests`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }
}
