// Bodies, answers and operations of the API. Written by `make clients`: do not edit.

import { type Caller, type Content, iteratePages } from "./calls.ts";

/**
 * Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once
 * per
 * platform; each in one currency.
 */
export type Account = "hold" | "fee_hold" | "external" | "seller_payable" | "buyer_payable" | "platform_fee" | "suspense" | "receivable" | "platform_fines";

/** `credit`: money owed to somebody. `debit`: money that has come in, seen from outside. */
export interface AccountView {
  /** Which account it is. */
  kind: Account;
  /** What it comes to now, derived from the entries. */
  balance: MoneyView;
  /** `credit`: money owed to somebody. `debit`: money that has come in, seen from outside. */
  side: AccountSide;
  /** Whose debt it is, where the account is one participant's. */
  participant?: string | null;
}

export interface AccountsView {
  /** What was asked for, in the order that the operation describes. */
  data: AccountView[];
}

/** One of the ways in which an action can be given, and what it does. */
export interface ActionChoice {
  /** Members of the body that choose it. */
  given: Record<string, unknown>;
  /** Where the case then stands. */
  leads_to?: string | null;
  /** What it pays at once; None: nobody, or `least` to `most`. */
  money_effect?: MoneyEffect | null;
  /** Where an amount is free to choose: what is paid if the buyer gets the least that is possible. */
  least?: MoneyEffect | null;
  /** The same for the most. */
  most?: MoneyEffect | null;
  /** What then happens by itself if nobody does anything more. */
  then?: FollowingStep | null;
}

/** Instant or length of time, one of the two. */
export interface AdvanceBody {
  /** Where time is to stand. An instant that has passed means now: what is due by now is done. */
  to?: string | null;
  /** Length of time, as in `3 days` or `72 hours`. Instead of `to`. */
  by?: string | null;
  /**
   * Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or
   * released. Else it runs on from there.
   */
  hold?: boolean;
}

/** Terms agreed upon, as they will be shown if there is a dispute. */
export interface AgreementBody {
  /** What is sold, in up to 200 characters; shown in a dispute. */
  title: string;
  /** What was agreed beyond the title, in up to 10,000 characters; shown in a dispute. */
  terms?: string | null;
  /** SHA-256 of the photos in the offer, in hexadecimal. */
  photo_hashes?: string[];
}

export interface AgreementView {
  /** What is sold. */
  title: string;
  /** What was agreed beyond the title; empty if nothing was. */
  terms: string;
  /** SHA-256 of the photos in the offer, in hexadecimal. */
  photo_hashes: string[];
}

/** Action that is possible now: by whom, where, until when and within which limits. */
export interface AllowedAction {
  /** Name of the action. */
  rel: string;
  /** Method to send. */
  method?: AllowedActionMethod;
  /** Address to send it to, relative to this server. */
  href: string;
  /** Role that may do it. */
  actor: Role;
  /** Last moment for it, excluded (UTC); null if it has no deadline. */
  available_until?: string | null;
  /** Limits of what may be sent, by the member they are about; empty if there are none. */
  constraints?: Record<string, unknown>;
  /** What it pays if it moves all that it may; None: it pays nobody, or see `choices`. */
  money_effect?: MoneyEffect | null;
  /** Where the case then stands, if it moves a case. */
  leads_to?: string | null;
  /** What follows by itself if nobody does anything more: money that it frees, or what the next silence brings. */
  then?: FollowingStep | null;
  /** Where it can be given in several ways, each of them. */
  choices?: ActionChoice[];
}

/** Amount to move; everything that is held, if none is named. Null names none and is refused. */
export interface AmountBody {
  /** How much; its currency is the escrow's. Left out: all that is held. */
  amount?: MoneyBody;
}

export interface AuthorizationServerView {
  /** Address of this server, as clients know it. */
  issuer: string;
  /** Where tokens are got: `POST /oauth/token`. */
  token_endpoint: string;
  /** Where the keys are that verify access tokens. */
  jwks_uri: string;
  /** Client credentials for your backend, and links for the people of a case. */
  grant_types_supported: string[];
  /** None: nobody is sent through a browser to get a token. */
  response_types_supported: string[];
  /** HTTP Basic, or `client_id` and `client_secret` in the form. */
  token_endpoint_auth_methods_supported: string[];
  /** Guide to authentication. */
  service_documentation: string;
}

/** Colours, logo and legal texts. What is left out is as Parley has it. */
export interface BrandingBody {
  /** Of buttons and links. Pages shade it until everything on it and in it can be read, by day and by night. */
  primary?: string | null;
  /** Of your mark and the line under the head of each page. */
  accent?: string | null;
  /** Each kind once. */
  links?: LegalLinkBody[];
  /** PNG, JPEG or WebP in base64, 48 KiB at most; shown 34 pixels high. */
  logo?: string | null;
}

/** How a platform's pages look. */
export interface BrandingView {
  /** Platform whose pages they are. */
  platform: string;
  /** Of buttons and links; null is Parley's own. */
  primary: string | null;
  /** Of the mark and the line under the head. */
  accent: string | null;
  /** Texts at the foot of every page. */
  links: LegalLinkView[];
  /** Path of the logo. Another logo has another one. */
  logo: string | null;
}

export interface BulkBody {
  /** At most 50. Those on one escrow are carried out in their order, the others at once and in any order. */
  instructions: (CreateBody | FundBody | ShipBody | DeliverBody | BulkReleaseBody | RefundBody | CancelBody)[];
}

export interface BulkView {
  /** One for each instruction, in their order. */
  outcomes: BulkOutcomeView[];
  /** How many were carried out, now or before. */
  succeeded: number;
  /** How many were not. Nothing of these has changed anything. */
  refused: number;
}

export interface CancelBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Call the deal off before the price is complete. */
  operation: "cancel";
}

export interface TestClockView {
  /** Time of the platform's clock (UTC). */
  now: string;
  /** Time stands still until the clock is advanced or released. */
  held?: boolean;
  /** What was due on the way, in order: when, and whose. */
  steps?: ClockStepView[];
}

export interface CreateBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Create an escrow. */
  operation: "create_escrow";
  /** What `POST /v1/escrows` takes. */
  body: NewEscrowBody;
}

/** A link with its address. */
export interface CreatedPageLinkView {
  /** Id of the link, to read and to revoke it by. It opens nothing. */
  id: string;
  /** Part in which the person acts. */
  role: Role;
  /** Your own id of the person. */
  participant: string;
  /** Of an operator. */
  scopes: string[];
  /** The one deal that it is for. */
  escrow: string | null;
  /** The one case that it is for. */
  dispute: string | null;
  /** In which the pages open; without one the browser's. */
  language: Language | null;
  /** When it was made. */
  created_at: string;
  /** When it stops opening anything, by the clock on the wall. */
  expires_at: string;
  /** When it was revoked. */
  revoked_at: string | null;
  /** Address to open. What stands behind its `#` is the secret: it never reaches a server's log. */
  url: string;
  /**
   * The same for a frame in your own page: give it to `<parley-case link="…">`. Only pages of the origins you have
   * named may show it.
   */
  embed_url: string;
}

export type DeadlineKind = "funding_expiry" | "auto_refund_unshipped" | "presume_delivery" | "auto_refund_undelivered" | "auto_release";

/** `incurred`: it is owed from now on. `lifted`: it is not any more. */
export interface DebtView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the order that moved it. */
  instruction: string;
  /** Why the money moved. */
  kind: MovementKind;
  /** `incurred`: it is owed from now on. `lifted`: it is not any more. */
  direction: DebtDirection;
  /** How much. */
  amount: MoneyView;
  /** Id of the escrow that it comes from; null for a fine. */
  escrow: string | null;
  /** Id of the dispute that it comes from; null if none. */
  dispute: string | null;
  /** When it took effect (UTC). */
  created_at: string;
}

export interface DeliverBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Report the delivery. */
  operation: "deliver";
}

/**
 * Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.
 *
 * Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it
 * takes.
 */
export interface DisputeWindowView {
  /** From when on a problem can be reported (UTC). */
  opens_at: string;
  /** None: as long as money is held. */
  closes_at: string | null;
  /** Address that says everything it takes to report one. */
  eligibility: string;
}

/** Silence that has ended a deal: which deadline ran out on whom, and what the deal became. */
export interface EndingSilenceView {
  /** Which deadline ran out. */
  deadline: DeadlineKind;
  /** Whose silence it was. */
  owed_by: EndingSilenceOwedBy;
  /** When it ran out (UTC). */
  due_at: string;
  /** What the deal became by it. */
  executed: EscrowState;
}

export type EscrowState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export interface EscrowView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Where the deal is. */
  status: EscrowState;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** The agreed price. */
  amount: MoneyView;
  /** The platform's fee, as agreed. */
  fee: FeeView;
  /** What was agreed, as it will be shown if there is a dispute. */
  agreement: AgreementView;
  /** How long each step may take. */
  windows: WindowsView;
  /** The dispute edition that is pinned to this deal. */
  policy: string;
  /** SHA-256 of the pinned edition: what a dispute follows can be proven later. */
  policy_hash: string | null;
  /** Your category of the deal; it may choose the dispute policy. */
  category: string | null;
  /** Your own reference, given at the creation. */
  partner_reference: string | null;
  /** Your own keys and texts, as they were given; never interpreted. */
  metadata: Record<string, string>;
  /** Where the price is. */
  funds: FundsView;
  /** Id of the dispute that has frozen money; null if none has. */
  dispute: string | null;
  /** Carrier and tracking number as they were reported; null before. */
  shipment: ShipmentView | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Until when the buyer must have paid, excluded (UTC); then it expires. */
  fund_by: string;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** Until when the shipment must have been reported, excluded (UTC); null before it is paid. */
  ship_by: string | null;
  /** When the shipment was reported (UTC); null before. */
  shipped_at: string | null;
  /** Until when the delivery must have been reported, excluded (UTC); null before it is shipped. */
  deliver_by: string | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
  /** Nobody reported the delivery: the time to do so was over. */
  delivery_presumed: boolean;
  /** When the buyer's inspection ends and the money is released by itself (UTC); null before the delivery. */
  inspection_ends_at: string | null;
  /** When all its money had gone (UTC); null before. */
  closed_at: string | null;
  /** Where silence has ended the deal: whose, and what was carried out for it. */
  cause: EndingSilenceView | null;
  /** None until the price is complete. */
  dispute_window: DisputeWindowView | null;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /**
   * What follows by itself if the dispute ends without a settlement, withdrawn for instance: at this time, or at
   * once if it is over. None without a dispute.
   */
  when_unfrozen: NextAutomaticAction | null;
}

/** Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed. */
export interface FeeBody {
  /** Share of the price in basis points: 250 are 2.5 per cent. */
  basis_points?: number;
  /** Fixed amount on top of the share, in the escrow's currency. */
  fixed?: MoneyBody | null;
  /** `seller`: it is taken off what the seller gets. `buyer`: it is paid on top of the price. */
  paid_by?: FeePayer;
}

export type FeePayer = "seller" | "buyer";

export interface FeeView {
  /** Share of the price in basis points: 250 are 2.5 per cent. */
  basis_points: number;
  /** Fixed amount on top of the share. */
  fixed: MoneyView;
  /** `seller`: taken off what the seller gets. `buyer`: paid on top of the price. */
  paid_by: FeePayer;
}

/** Step that then happens by itself if nobody does anything: in which service, when, and what it pays. */
export interface FollowingStep {
  /** Service that does it. */
  of: FollowingStepOf;
  /** When (UTC). */
  at: string;
  /** What it does. */
  action: string;
  /** What it pays; null if nothing. */
  money_effect?: MoneyEffect | null;
}

export interface FundBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Report a payment. */
  operation: "fund";
  /** What `POST /v1/escrows/{escrow}/fund` takes. */
  body: PaymentBody;
}

/** Places of the price. `missing` is what the buyer still has to pay, a fee on top included. */
export interface FundsView {
  /** In the escrow now, frozen money included. */
  held: MoneyView;
  /** Of that, what a dispute has frozen: nothing releases it until the dispute ends. */
  frozen: MoneyView;
  /** Of that, what can be released or refunded now. */
  releasable: MoneyView;
  /** What the buyer still has to pay, a fee on top included. */
  missing: MoneyView;
  /** With the fee that came out of it. */
  released: MoneyView;
  /** What has gone back to the buyer. */
  refunded: MoneyView;
  /** What the platform has taken so far. */
  fee: MoneyView;
  /** Of a fee that the buyer pays. */
  fee_held: MoneyView;
}

/** Address at which the same person goes on with another device. */
export interface HandOverView {
  /** What stands behind its `#` is the secret: it never reaches a server's log. */
  url: string;
  /** Until when it can be opened. */
  ends_at: string;
}

/** `ok`: every transaction adds up to nothing, every hold is the sum of its entries. */
export interface IntegrityView {
  /** Whether everything adds up. */
  ok: boolean;
  /** Ledger transactions that were added up. */
  transactions: number;
  /** Of those, how many do not add up to nothing: 0, or there is a fault. */
  unbalanced_transactions: number;
  /** Escrows that were compared. */
  escrows: number;
  /** Of those, how many hold something else than their entries say: 0, or there is a fault. */
  differing_holds: number;
}

export type Language = "en" | "fr" | "pt" | "zh";

/** Text of yours that people find at the foot of every page. */
export interface LegalLinkBody {
  /** What it is: pages name it in the reader's language. */
  kind: LegalText;
  /** Https, with everything that belongs to the address. */
  url: string;
}

/** Text of the platform. */
export interface LegalLinkView {
  /** What it is. */
  kind: LegalText;
  /** Where it stands. */
  url: string;
}

export type LegalText = "terms" | "privacy" | "imprint" | "help";

/** Participant whom a link in an e-mail leads to one deal or one case. */
export interface LinkBody {
  /** Whose token the link gets. Operators sign in with your platform and have no links. */
  role: LinkRole;
  /** Your own id of the user. */
  participant: string;
  /** The deal that the link leads to. */
  escrow?: string | null;
  /** The case that the link leads to. Exactly one of `escrow` and `dispute` is named. */
  dispute?: string | null;
  /** For how long the link gets tokens, in seconds: a week if left out, 90 days at most. */
  ttl?: number;
}

export interface LinkView {
  /**
   * Put it behind the `#` of the link. Your page trades it for access tokens: `POST /oauth/token` with
   * `grant_type`
   * `urn:ietf:params:oauth:grant-type:jwt-bearer` and this as `assertion`.
   */
  link_token: string;
  /** For how many seconds it gets tokens. */
  expires_in: number;
}

/** An amount in minor units of its ISO 4217 currency: 12500 EUR is 125.00 euros, 1050 JPY is 1,050 yen. */
export interface MoneyBody {
  /** Minor units of the currency, 1 to 1,000,000,000,000,000: cents of EUR, yen of JPY. */
  amount: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/**
 * Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform
 * takes.
 *
 * The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew,
 * they
 * add up to nothing, and less than nothing is owed.
 */
export interface MoneyEffect {
  /** What the buyer gets, in minor units. */
  buyer: number;
  /** What the seller gets, in minor units, after fees. */
  seller: number;
  /** What the platform gets, in minor units. */
  fee?: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

export interface MoneyView {
  /** Minor units of the currency: cents of EUR, yen of JPY. */
  amount: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

export type MovementKind = "fund" | "release" | "refund" | "fee" | "park" | "buyer_fee" | "buyer_fee_earned" | "buyer_fee_returned" | "reversal" | "buyer_fee_reversal" | "fine" | "fine_reversal";

export interface MovementView {
  /** Why the money moved. */
  kind: MovementKind;
  /** Whom it concerns. */
  party: Party;
  /** Account it leaves. */
  from_account: Account;
  /** Account it arrives in. */
  to_account: Account;
  /** How much. */
  amount: MoneyView;
}

export interface NameBody {
  /** What the platform's people know it by from now on. */
  name: string;
}

export interface NewEscrowBody {
  /** The buyer's user id on your platform. Another one than the seller's. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** The price. Its currency is the escrow's. */
  amount: MoneyBody;
  /** Your fee; none if it is left out. */
  fee?: FeeBody;
  /** What is sold and on which terms. */
  agreement: AgreementBody;
  /** How long each step may take; the defaults if it is left out. */
  windows?: WindowsBody;
  /**
   * Which rules a dispute would follow: a policy, whose current edition is pinned, or one edition. If not named,
   * what the platform has chosen for the category, else its default.
   */
  policy?: string | null;
  /** Your category of the deal: it chooses the dispute policy where you have chosen one for it. */
  category?: string | null;
  /** Your own reference, up to 128 visible ASCII characters; lists can be filtered by it. */
  partner_reference?: string | null;
  /** Your own keys and texts: 50 keys of 40 characters with texts of 500. Never interpreted. */
  metadata?: Record<string, string>;
}

/** Person who is to open the pages, and what the link is limited to. */
export interface NewPageLinkBody {
  /** Part in which the person acts. */
  role: NewPageLinkRole;
  /** Your own id of the person. */
  participant: string;
  /** Of an operator; others have none. Without any an operator may read. */
  scopes?: NewPageLinkScopes[];
  /** The one deal that the link is for. */
  escrow?: string | null;
  /** The pages open at this case, and show no other. */
  dispute?: string | null;
  /** Of the pages; without one the browser's. The person may change it. */
  language?: Language | null;
  /** Seconds, at most thirty days. */
  expires_in?: number;
}

export interface NewPlatformBody {
  /** What the platform's people know it by; pages that they are sent to say it. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy?: string;
}

export interface NewSecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
}

/** Action that happens by itself: when, what it does, and what would prevent it. */
export interface NextAutomaticAction {
  /** When (UTC). */
  at: string;
  /** `natural`: counted in days of 24 hours. `business`: in business days of the platform's calendar. */
  clock?: NextAutomaticActionClock;
  /** What it does. */
  action: string;
  /** What it pays; null if nothing. */
  money_effect?: MoneyEffect | null;
  /** Actions that would prevent it. */
  prevented_by?: string[];
  /** Where it ends a case without a settlement: what escrow then does with the money. */
  then?: FollowingStep | null;
}

export interface OAuthErrorView {
  /** Code of RFC 6749. */
  error: OAuthErrorError;
  /** The same in an English sentence. */
  error_description: string;
}

/** Allowed origins: scheme, host and port of pages, as browsers send them. */
export interface OriginsBody {
  /** Https, or this machine. No path, no wildcard: name each host. */
  origins: string[];
}

export interface OriginsView {
  /** Platform whose pages they are. */
  platform: string;
  /** Pages of these origins may call with the tokens of this platform and its people. */
  origins: string[];
  /** Whether pages of this very machine may, on any port, without being named: in a sandbox. */
  loopback: boolean;
  /** Version of the platform, to be named in If-Match. */
  version: number;
}

/** What came of one instruction: what its own request would have been answered with. */
export interface BulkOutcomeView {
  /** Key of the instruction. */
  key: string;
  /** Operation of the instruction. */
  operation: string;
  /** Status that a request of its own would have had: below 400 it is carried out. */
  status: number;
  /** Whether it had been carried out before, under the same key. */
  replayed: boolean;
  /** Escrow as the instruction left it. */
  result?: EscrowView | null;
  /** Why it was not carried out: a problem, as in the answer to a request of its own. */
  problem?: Record<string, unknown> | null;
}

/** Whom a link lets in, and until when. */
export interface PageLinkView {
  /** Id of the link, to read and to revoke it by. It opens nothing. */
  id: string;
  /** Part in which the person acts. */
  role: Role;
  /** Your own id of the person. */
  participant: string;
  /** Of an operator. */
  scopes: string[];
  /** The one deal that it is for. */
  escrow: string | null;
  /** The one case that it is for. */
  dispute: string | null;
  /** In which the pages open; without one the browser's. */
  language: Language | null;
  /** When it was made. */
  created_at: string;
  /** When it stops opening anything, by the clock on the wall. */
  expires_at: string;
  /** When it was revoked. */
  revoked_at: string | null;
}

/** Link that opens the session. */
export interface PageSessionBody {
  /** Its secret: what stands behind the `#` of its address. */
  link: string;
}

/** Who is acting, with a token for the API and the means to get the next one. */
export interface PageSessionView {
  /** Secret to renew with. Each answer gives a new one. */
  session: string;
  /** When it can no longer be renewed, unless it is before; the link opens another session then. */
  session_ends_at: string;
  /** Token for the API. */
  access_token: string;
  /** Scheme of the Authorization header. */
  token_type?: "Bearer";
  /** Seconds the token is good for. */
  expires_in: number;
  /** Link that opened the session. */
  link: string;
  /** When the link stops opening anything. */
  link_expires_at: string;
  /** The marketplace whose pages these are. */
  platform: SessionPlatformView;
  /** Part in which the person acts. */
  role: Role;
  /** The platform's own id of the person. */
  participant: string;
  /** Of an operator. */
  scopes: string[];
  /** The one deal that the link is for. */
  escrow: string | null;
  /** The one case that the link is for. */
  dispute: string | null;
  /** In which the pages open; without one the browser's. */
  language: Language | null;
}

export interface DebtViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: DebtView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface EscrowViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: EscrowView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface PlatformViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: PlatformView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface SecretViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: SecretView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Participant for whom the token is, and what it is limited to. */
export interface ParticipantTokenBody {
  /** What the person is on your platform. */
  role: ParticipantTokenRole;
  /** The person's user id on your platform. */
  participant: string;
  /** Of an operator; others have none. Without any an operator may read. */
  scopes?: ParticipantTokenScopes[];
  /** Limits the token to this escrow. */
  escrow?: string | null;
  /** Limits the token to this dispute. */
  dispute?: string | null;
  /** Seconds that it lasts, 300 at most. */
  ttl?: number;
}

export type Party = "buyer" | "seller" | "platform";

export interface PaymentBody {
  /** What the buyer has paid, in the escrow's currency. It may be a part, or too much. */
  amount: MoneyBody;
  /** The payment provider's id of this payment. It is counted once. */
  provider_reference: string;
}

export interface PlatformOpenedView {
  /** Id of the platform; its backend authenticates with it as `client_id`. */
  id: string;
  /** What the platform's people know it by. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy: string;
  /** Policies that new escrows of a category get instead. */
  policies_by_category: Record<string, string>;
  /** A suspended platform gets no token and makes no escrow; its deadlines and disputes go on. */
  status: PlatformOpenedStatus;
  /** Number of changes of the platform: its ETag. */
  version: number;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
  /** Id of the secret, to revoke it by. */
  secret_id: string;
}

export interface PlatformView {
  /** Id of the platform; its backend authenticates with it as `client_id`. */
  id: string;
  /** What the platform's people know it by. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy: string;
  /** Policies that new escrows of a category get instead. */
  policies_by_category: Record<string, string>;
  /** A suspended platform gets no token and makes no escrow; its deadlines and disputes go on. */
  status: PlatformStatus;
  /** Number of changes of the platform: its ETag. */
  version: number;
  /** Client id for `/oauth/token`. */
  client_id: string;
}

/** Dispute policies that new escrows get: names of policies or of editions, yours or Parley's. */
export interface PoliciesBody {
  /** What new escrows get whose category has no policy of its own. */
  default_policy: string;
  /** What new escrows of a category get, by its code. */
  by_category?: Record<string, string>;
}

/** Ledger transaction. What leaves one account arrives in another, to the last minor unit. */
export interface PostingView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the order that moved it: the same order moves it once. */
  instruction: string;
  /** What brought it about. */
  cause: string;
  /** The payment provider's id, where a payment was reported. */
  provider_reference: string | null;
  /** When it took effect: of what happens by itself, the instant at which it was due. */
  created_at: string;
  /** When it was written into the ledger (UTC). */
  recorded_at: string;
  /** What went from where to where; they add up to nothing. */
  movements: MovementView[];
}

export interface RefundBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Give the buyer back what is held, or a part of it. */
  operation: "refund";
  /** What `POST /v1/escrows/{escrow}/refund` takes. */
  body?: AmountBody;
}

export interface BulkReleaseBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Pay the seller what is held, or a part of it. */
  operation: "release";
  /** What `POST /v1/escrows/{escrow}/release` takes. */
  body?: AmountBody;
}

export interface RevokedView {
  /** Id of the secret. */
  id: string;
  /** True: it gets no token any more. */
  revoked: boolean;
}

/** Part in which somebody acts. The token says it, the domain decides what it means. */
export type Role = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export interface RotatedSecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
  /** Secrets that worked until now. */
  replaced: string[];
  /** Until when they still get a token, by the real clock. */
  replaced_expire_at: string | null;
}

export interface RotationBody {
  /**
   * For how long the secrets of before still get tokens, in seconds; 0 ends them at once. A day if left out, 30
   * days
   * at most.
   */
  overlap_seconds?: number;
}

/** What is known of a secret. The secret itself is kept nowhere. */
export interface SecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** A valid or expiring secret gets tokens, the others do not. */
  status: SecretStatus;
  /** When it was made, by the real clock. */
  created_at: string;
  /** Until when it gets tokens, since another one has taken its place; null: until it is revoked. */
  expires_at: string | null;
  /** When it was revoked. */
  revoked_at: string | null;
}

/** Marketplace in whose name the pages speak. */
export interface SessionPlatformView {
  /** Id of the platform. */
  id: string;
  /** Its name, as people know it. */
  name: string;
}

/** Session that is to go on. */
export interface SessionRenewalBody {
  /** Its secret, as the last answer gave it. */
  session: string;
}

export interface ShipBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Report the shipment. */
  operation: "ship";
  /** What `POST /v1/escrows/{escrow}/ship` takes. */
  body: ShipmentBody;
}

/** Parcel by which the goods are on their way. */
export interface ShipmentBody {
  /** Who carries it. */
  carrier: string;
  /** As the carrier prints it: letters, digits, blanks, points, dashes and slashes. */
  tracking_number: string;
}

/** Reason for looking twice at a shipment record. None says that it is false. */
export type ShipmentDoubt = "carrier_unknown" | "number_not_of_carrier" | "check_digit_wrong";

export interface ShipmentView {
  /** Name of the carrier, as people write it. */
  carrier: string;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** What speaks against it as proof of a shipment, should the deal be disputed. */
  doubts: ShipmentDoubt[];
}

export interface StatementView {
  /** What was asked for, in the order that the operation describes. */
  data: PostingView[];
}

export interface ClockStepView {
  /** Time of the platform's clock at which something fell due (UTC). */
  at: string;
  /** Service in which it did. */
  service: string;
}

export interface AccessTokenView {
  /** Send it as `Authorization: Bearer …`. */
  access_token: string;
  /** Always `Bearer`. */
  token_type?: "Bearer";
  /** Seconds that it lasts. */
  expires_in: number;
}

/** Outcome of a shipment that nobody reports as delivered (ADR 0015). */
export type Undelivered = "inspect" | "refund";

export interface WindowsBody {
  /** For the payment, as in `7 days`, from the creation on; then the escrow expires. */
  funding_expiry?: string;
  /** For the shipment, from the payment on; then the buyer is refunded. */
  ship_within?: string;
  /** For the buyer to inspect the goods, from the delivery on; then the money is released. */
  inspection?: string;
  /** From the shipment on; what follows when nobody reports the delivery says `undelivered`. */
  delivery?: string;
  /** `inspect`: it counts as delivered and the buyer's inspection begins. `refund`: everything goes back. */
  undelivered?: Undelivered;
}

export interface WindowsView {
  /** For the payment, from the creation on; then the escrow expires. */
  funding_expiry: string;
  /** For the shipment, from the payment on; then the buyer is refunded. */
  ship_within: string;
  /** For the buyer to inspect the goods, from the delivery on; then the money is released. */
  inspection: string;
  /** For the delivery to be reported, from the shipment on; then what `undelivered` says. */
  delivery: string;
  /** `inspect`: it counts as delivered. `refund`: everything goes back to the buyer. */
  undelivered: Undelivered;
}

/** RFC 9457 problem details; `code` is stable. More members say what the code needs. */
export interface Problem {
  /** Page about this code, relative to this server. */
  type: string;
  /** Name of the HTTP status. */
  title: string;
  /** HTTP status of the answer. */
  status: number;
  /** What is wrong, for programs: stable, one of the catalogue at `/problems`. */
  code: string;
  /** What is wrong, in an English sentence for people. */
  detail: string;
  /** Id of the request, as in `X-Request-Id`. */
  request_id: string;
  /** Of 422: each member of the body or query that is wrong, twenty at most. */
  errors?: ({ "pointer"?: string; "code"?: string; "message"?: string })[];
}

export type AccountSide = "credit" | "debit";

export type AllowedActionMethod = "POST" | "PUT" | "PATCH" | "DELETE";

export type DebtDirection = "incurred" | "lifted";

export type EndingSilenceOwedBy = "buyer" | "seller";

export type FollowingStepOf = "escrow" | "disputes";

export type LinkRole = "buyer" | "seller" | "representative";

export type NewPageLinkRole = "buyer" | "seller" | "representative" | "operator";

export type NewPageLinkScopes = "read" | "decide" | "lead";

export type NextAutomaticActionClock = "natural" | "business";

export type OAuthErrorError = "invalid_request" | "invalid_client" | "invalid_grant" | "invalid_scope" | "unsupported_grant_type";

export type ParticipantTokenRole = "buyer" | "seller" | "representative" | "operator";

export type ParticipantTokenScopes = "read" | "decide" | "lead";

export type PlatformOpenedStatus = "active" | "suspended";

export type PlatformStatus = "active" | "suspended";

export type SecretStatus = "valid" | "expiring" | "expired" | "revoked";

/** Acts of people on a case. Acts of negotiating and proving belong to mediation and evidence. */
export type Act = "escalate" | "withdraw" | "accept_claim" | "give_return_address" | "correct_return_address" | "ship_return" | "correct_parcel" | "acknowledge_return" | "fulfil" | "confirm" | "appeal" | "message" | "assign" | "verify" | "refuse_verification" | "request_video" | "decide" | "ask_for_evidence" | "extend" | "pause" | "resume";

export interface ActView {
  /** Code of the act, as in `allowed_actions`. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Who may do it. */
  by: string;
  /** Only while the negotiation waits for this party. */
  only_when_asked: boolean;
  /** What the act should state or show. */
  checklist: PointTextView[];
}

export interface ActorView {
  /** Role of whoever did it; `system` for what happened by itself. */
  role: Role;
  /** None where the reader is not to know who it was: an operator, for the parties. */
  id: string | null;
}

export interface AddressBody {
  /** Who receives it there. */
  recipient: string;
  /** Street and number, or what stands for them there. */
  street: string;
  /** Where the country has one. */
  postal_code?: string | null;
  /** Town or city; left out only where addresses have none, as in Singapore. */
  city?: string | null;
  /** State, province, prefecture or emirate: needed where the country's addresses name it, as in the US or Brazil. */
  state?: string | null;
  /** ISO 3166-1, two capital letters. */
  country: string;
}

export interface AmountLimitsView {
  /** Least that can be disputed, in minor units. */
  min: number;
  /** Most that can be disputed, in minor units: what the escrow still holds. */
  max: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/** Figures of the cases closed in the period. Where there are none, shares and times are null. */
export interface AnalyticsView {
  /** Beginning of the period (UTC), included. */
  since: string;
  /** End of the period (UTC), excluded. */
  until: string;
  /** Cases opened in the period, closed or not. */
  opened: number;
  /** Cases that were closed in it. */
  cases: number;
  /** Of those, cases that were resolved and in which no operator acted. */
  resolved_without_operator: number;
  /** Share of the cases that were resolved and in which no operator acted; the aim is more than 7500 (O8). */
  resolved_without_operator_basis_points: number | null;
  /**
   * Cases that ended with nothing resolved: a walk through a tree given up, a case that stayed inconclusive or did
   * not match its deal, one withdrawn and opened again. They count among `cases` and never as resolved.
   */
  unresolved: number;
  /** Acts of operators in these cases. */
  support_touches: number;
  /** The same, in a hundred cases; null without cases. */
  support_touches_per_100_cases: number | null;
  /** How often support acted in a hundred cases before Parley: a setting of yours. */
  baseline_touches_per_100_cases: number;
  /** How many times fewer than the baseline: 500 is five times fewer. Null where there were none at all. */
  fewer_touches_factor_percent: number | null;
  /** Acts of anybody in these cases. */
  interactions: number;
  /** Acts of parties, representatives and operators, the opening among them. */
  interactions_per_100_cases: number | null;
  /** Seconds from opening to end that half of the cases took at most; null without cases. */
  median_seconds_to_resolution: number | null;
  /** Seconds from opening to end that nine of ten cases took at most; null without cases. */
  p90_seconds_to_resolution: number | null;
  /** Cases in which operators missed the policy's target. */
  sla_targets_missed: number;
  /** Cases in which operators broke the policy's limit. */
  sla_limits_breached: number;
  /** The cases by how long they took, the shortest first; together all of them. */
  durations: DurationView[];
  /** The period in stretches of `interval`, without a gap, the earliest first. */
  over_time: StretchView[];
  /** The cases by policy, reason and outcome. */
  outcomes: OutcomeView[];
}

export interface AppealBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: AppealOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** In full, why you disagree (K18). The evidence is given as evidence, with the points it covers. */
  explanation: string;
}

export interface AppealTermsView {
  /** Stage in which it is heard. */
  stage: string;
  /** How long a ruling can be appealed, as in `7 days`. */
  window: string;
  /** How long a full explanation is at least. */
  explanation_characters: number;
}

export interface AppealView {
  /** Party that appealed. */
  by: Role;
  /** Why it disagrees, in its own words. */
  explanation: string;
  /** When (UTC). */
  filed_at: string;
}

/** Second operator who would have to approve, if one would. */
export interface ApprovalNeededView {
  /** Whether one would. */
  needed: boolean;
  /** Why it takes two. */
  weighs: DecisionWeight[];
  /** The platform's, above which a decision needs two. */
  limit: MoneyView | null;
  /** Of the token that approves. */
  scope: "lead" | null;
  /** Who could not: you, whoever opened the case, and its parties. */
  not_by: string[];
}

export interface AskingBody {
  /** Who is asked. */
  party: AskingParty;
  /** Any one of them answers it. What the party has given before, and is of one of them, does so at once. */
  kinds: AskingKinds[];
  /** The first instant that is too late. */
  until: string;
  /** What is to be shown, for both parties to read. */
  note?: string | null;
}

export type Assignment = "assigned" | "unassigned";

export interface AssignmentBody {
  /** Who gets the case; without it, you. */
  operator?: string | null;
}

export interface AssignmentView {
  /** Id of the dispute. */
  dispute: string;
  /** Whether the case was assigned. */
  result: AssignmentResult;
  /** Operator who has it now; null if none or refused. */
  assignee: string | null;
  /** Version of the case after it; null if refused. */
  version: number | null;
  /** Why not; null if it was assigned. */
  refusal: RefusalView | null;
}

export interface AssignmentsBody {
  /** Who gets the cases. Null puts them back into the queue. */
  operator: string | null;
  /** Ids of the cases, 1 to 100, each once. */
  disputes: string[];
}

export interface AssignmentsView {
  /** Cases that were assigned. */
  assigned: number;
  /** Cases that were not. */
  refused: number;
  /** In the order of the request. */
  data: AssignmentView[];
}

export interface AwaitingCount {
  /** Whose turn it is. */
  awaiting: Role;
  /** Open cases of that kind. */
  count: number;
}

/** Party for whom an operator has acted, and by which means it had asked for it. */
export interface BehalfView {
  /** Party for whom an operator acted. */
  party: Role;
  /** How the party had told support what it wants. */
  means: ContactMeans;
}

export interface CalendarBody {
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** 0 is Monday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens?: string;
  /** Null: open until midnight. */
  closes?: string | null;
  /** Its public holidays are closed. */
  country?: string | null;
  /** Part of the country whose holidays count, as in `BE`. */
  subdivision?: string | null;
  /** Closed beside them. */
  holidays?: string[];
}

export interface CalendarTermsView {
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Business days: 1 is Monday, 7 Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens: string;
  /** When it ends; null for the end of the day. */
  closes: string | null;
  /** Calendar of the platform's own that counts instead, where it has one of this name. */
  named: string | null;
}

export interface CalendarView {
  /** Its name. */
  name: string;
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Business days: 1 is Monday, 7 Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens: string;
  /** When it ends; null for the end of the day. */
  closes: string | null;
  /** Country whose holidays count (ISO 3166-1); null for none. */
  country: string | null;
  /** Part of the country whose holidays count; null for none. */
  subdivision: string | null;
  /** Days of your own on which nothing is due. */
  holidays: string[];
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface CalendarsView {
  /** What was asked for, in the order that the operation describes. */
  data: CalendarView[];
}

/** Result of a case: `to_buyer + to_seller + fee` is the disputed amount. A supplied case knows no fee. */
export interface CaseResultView {
  /** How it ends; null where it does not. */
  outcome: DisputeOutcome | null;
  /** With what went back beside goods. */
  to_buyer: MoneyView | null;
  /** Net, as everywhere. */
  to_seller: MoneyView | null;
  /** What the platform keeps of it; null where nothing is paid. */
  fee: MoneyView | null;
  /** Stages that it goes through, in order. */
  places: string[];
  /** Acts of operators in it. */
  touches: number;
  /** When it ends (UTC); null where it does not. */
  ended_at: string | null;
}

/** Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it. */
export interface CauseView {
  /** Name of the clock that ran out. */
  deadline: string;
  /** Who was waited for. */
  owed_by: Role;
  /** When it ran out (UTC). */
  due_at: string;
  /** As it was foretold, e.g. `execute_buyer_solution`. */
  executed: string;
}

/** Finding on one point of the policy's list. */
export interface CheckBody {
  /** Code of the point, as the policy lists it. */
  code: string;
  /** What you found. */
  finding: Finding;
  /** What you saw, in words. */
  note?: string | null;
}

/** Finding of the operator on one point of the policy's list. */
export interface TransactionCheckView {
  /** Code of the point, as the policy lists it. */
  code: string;
  /** What the operator found. */
  finding: Finding;
  /** What the operator saw, in words; null if nothing was noted. */
  note: string | null;
}

/** Clock: what is owed by whom for how long, and what follows if it does not come. */
export interface StageClockView {
  /** Name of the clock. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Who is waited for. */
  owed_by: Role;
  /** For how long, as in `5 days`. */
  term: string;
  /** What starts it. */
  starts_with: string;
  /** How long before its end it reminds, each as in `1 day`. */
  reminders: string[];
  /** What follows if nothing comes. */
  on_silence: EffectView;
}

export interface CompletenessView {
  /** Share of the evidence, in points of 100. */
  evidence: number;
  /** Share of the explanation, in points of 100. */
  explanation: number;
  /** Share of the comments, in points of 100. */
  comments: number;
  /** How long an explanation is that counts in full. */
  full_explanation_characters: number;
  /** How many comments count in full. */
  full_comments: number;
}

/** Condition of goods on arrival, in the receiver's words (D13). */
export type Condition = "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

/** Means by which a party has told support what it wants. */
export type ContactMeans = "phone" | "email" | "letter" | "chat" | "in_person" | "other";

/** Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17). */
export interface CredibilityView {
  /** The party it is about: `buyer` or `seller`. */
  party: Role;
  /** 0 to 100: how complete the party's case is. */
  score: number;
  /** Codes of the points that its evidence covers. */
  covered: string[];
  /** Codes of the points that nothing covers. */
  missing: string[];
  /** How long its explanation is. */
  explanation_characters: number;
  /** How many comments it has written. */
  comments: number;
}

/** Clock that runs in this case, under the name by which an operator can extend it. */
export interface DeadlineView {
  /** Name of the clock: name it to extend it. */
  deadline: string;
  /** Who is waited for. */
  owed_by: Role;
  /** When it runs out, excluded (UTC). */
  due_at: string;
  /** Id of the evidence request that it is about; null if none. */
  request: string | null;
}

export interface DecisionBody {
  /** What you rule. */
  outcome: RulingKind;
  /** What the buyer gets in a partial refund, or at once beside a replacement that may come with a reduction. */
  amount?: MoneyBody | null;
  /** Who is responsible for what happened. */
  responsible: Responsible;
  /** Why, as one of the policy's reason codes. */
  reason_code: string;
  /** The rule of the platform that the ruling applies (D7). */
  policy_reference: string;
  /** Why, in words; both parties read it. */
  explanation: string;
  /** What was found on each point of the policy's list (T8, T9). */
  checks?: CheckBody[];
  /** Stated in the ruling, in effect once it is final (K14). */
  penalties?: PenaltyBody[];
}

export type DecisionState = "effective" | "awaiting_approval" | "approved" | "rejected" | "lapsed";

export interface DecisionView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Which ruling of the case it is: 1 for the first. */
  instance: number;
  /** Whether it is in effect, or waits for a second operator. */
  state: DecisionState;
  /** Why it needs a second operator; empty if it does not. */
  weighs: DecisionWeight[];
  /**
   * Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name, or
   * has refused to verify the transaction.
   */
  outcome: RulingKind | null;
  /** Who is responsible for what happened; null where nothing was ruled. */
  responsible: Responsible | null;
  /** Why, as a code; null where nothing was ruled. */
  reason_code: string | null;
  /** The rule of the platform that it applies; null where nothing was ruled. */
  policy_reference: string | null;
  /** Why, in words; null where nothing was ruled. */
  explanation: string | null;
  /** Act that an operator has registered for a party; null for a ruling. */
  act: Act | null;
  /** For which party, and how it had asked; null for a ruling. */
  on_behalf_of: BehalfView | null;
  /** Penalties that are stated in it. */
  penalties: PenaltyView[];
  /** What it is about. */
  amount: MoneyView;
  /** The platform's limit above which it takes two; null if there is none. */
  limit: MoneyView | null;
  /** User id of the operator who decided. */
  decided_by: string;
  /** When (UTC). */
  decided_at: string;
  /** User id of the operator who approved or rejected it; null before. */
  judged_by: string | null;
  /** When (UTC); null before. */
  judged_at: string | null;
  /** Why it was rejected, in words; null if it was not. */
  why: string | null;
}

/** Reason why a decision needs a second operator. */
export type DecisionWeight = "amount_above_limit" | "permanent_closure";

/** Latest decisions, the first of them first. */
export interface DecisionsPart {
  /** What was asked for, in the order that the operation describes. */
  data: DecisionView[];
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

export interface DecisionsView {
  /** The first first. */
  data: DecisionView[];
}

/** Open cases by how operators stand with them. */
export interface DeskCounts {
  /** Cases that no operator has. */
  unassigned: number;
  /** Cases that you have. */
  mine: number;
  /** Cases in which the policy's target was missed. */
  target_missed: number;
  /** Cases in which the policy's limit was broken. */
  breached: number;
}

export interface DiffView {
  /** The one edition. */
  before: string;
  /** The other edition. */
  after: string;
  /** Every place in which they differ. */
  data: DifferenceView[];
}

export interface DifferenceView {
  /** Where they differ (RFC 6901). */
  pointer: string;
  /** What stands there in the one; null if nothing. */
  before: unknown;
  /** What stands there in the other; null if nothing. */
  after: unknown;
}

/** Open cases that you can see, counted. Each number is that of the list with the filter of its name. */
export interface DisputeCounts {
  /** When they were counted (UTC). */
  as_of: string;
  /** All open cases. */
  open: number;
  /** By status. */
  by_status: StatusCount[];
  /** By policy and stage. */
  by_stage: StageCount[];
  /** By whose turn it is. */
  by_awaiting: AwaitingCount[];
  /** By the office that has the case. */
  by_office: OfficeCount[];
  /** By what a list can be filtered for. */
  flags: FlagCounts;
  /** For operators and the platform. */
  desk: DeskCounts | null;
}

/** Case as a row of a list shows it. */
export interface DisputeSummary {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** What the deal is about, in the platform's words; null for the moment before this service has heard of it. */
  title: string | null;
  /** Where the case is, in words that all policies share. */
  status: Status;
  /** Whether it is your turn. */
  viewer_state: DisputeSummaryViewerState;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Code of the reason it was opened for. */
  reason: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: Role;
  /** The one you are in dispute with; null for operators and the platform. */
  other_party: string | null;
  /** What is disputed. */
  disputed: MoneyView;
  /** The edition that it follows to its end. */
  policy: PolicyView;
  /** Whose turn it is. */
  awaiting: Role[];
  /** Office of the platform that has the case, and since when. */
  office: OfficeView | null;
  /** Who has made the offer that stands, if one does. */
  offer_by: Role | null;
  /** A ruling was contested. */
  contested: boolean;
  /** For operators and the platform only, like `sla`. */
  assignee: string | null;
  /** How operators stand with their time; for operators and the platform, else null. */
  sla: SlaStatus | null;
  /** When the next act is due; of an overdue case, when it was. Null in a pause and after the end. */
  next_due_at: string | null;
  /** The time for the next act has passed. To operators and the platform also their own lateness is shown. */
  overdue: boolean;
  /** When something happened last that you may see in the story of the case. */
  last_activity_at: string;
  /** What others have done since you last read it. */
  unread: UnreadView;
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** How it ended; null before. */
  outcome: DisputeOutcome | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface DisputeView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** Where the case is, in words that all policies share. */
  status: Status;
  /** Whether it is your turn. */
  viewer_state: DisputeViewerState;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Which part of a case the stage belongs to; null while the money is not frozen yet. */
  phase: Phase | null;
  /** Code of the reason it was opened for. */
  reason: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: Role;
  /** The edition that it follows to its end. */
  policy: PolicyView;
  /** What is disputed, and where the money is. */
  funds: DisputedFundsView;
  /** What happened, in the words of whoever opened it. */
  explanation: string;
  /** The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on. */
  reopens: string | null;
  /** The deal as the opening describes it; null where the policy does not ask for that. */
  transaction: TransactionView | null;
  /** Why completion must be substantiated, in the opener's words; null where the policy does not ask for that. */
  need: string | null;
  /** Solutions that the opening asks for. */
  options: SolutionView[];
  /** Whose turn it is; empty if nobody's. */
  awaiting: Role[];
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /** Everything that happens by itself if nobody acts, in order. */
  forecast: ForecastStepView[];
  /** What another service has not confirmed yet; null if nothing. */
  pending: PendingView | null;
  /** Where the talks are; null without any. */
  negotiation: NegotiationView | null;
  /** What evidence was asked of whom. */
  evidence_requests: WantedEvidenceView[];
  /** What was found of live recordings. */
  videos: VideoFindingView[];
  /** How complete each party's case is, as far as you may see it. */
  credibility: CredibilityView[];
  /** What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11). */
  presumption: RulingKind | null;
  /** Clocks that run, by the names by which they can be extended. */
  deadlines: DeadlineView[];
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** For operators and the platform only, like `overdue_since`. */
  assignee: string | null;
  /** Office of the platform that has the case, and since when; null while the parties are among themselves. */
  office: OfficeView | null;
  /** Since when operators are late with what they owe. */
  overdue_since: string | null;
  /** What an operator found of the transaction; null before. */
  verification: TransactionVerificationView | null;
  /** The latest ruling; null before. */
  ruling: RulingView | null;
  /** Rulings before it, the first one first. */
  earlier_rulings: RulingView[];
  /** The appeal against a ruling; null without one. */
  appeal: AppealView | null;
  /** What was promised in goods, and how far it is; null if nothing was. */
  obligation: ObligationView | null;
  /** How the money was ordered to be divided; null before. */
  settlement: SettlementView | null;
  /** How it ended; null before. */
  outcome: DisputeOutcome | null;
  /** Why it ended without a settlement, as a code; null if it did not. */
  why: string | null;
  /** Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it. */
  cause: CauseView | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** When the money was frozen (UTC); null before. */
  frozen_at: string | null;
  /** When it ended (UTC); null before. */
  closed_at: string | null;
}

/** What an operator who is present is doing. */
export type Doing = "reading" | "deciding";

/** Number of cases that took at least `from_seconds`, and less than `up_to_seconds`. */
export interface DurationView {
  /** Seconds from opening to end, at least. */
  from_seconds: number;
  /** Null for the last: no limit. */
  up_to_seconds: number | null;
  /** Cases that took so long. */
  cases: number;
}

/** Edition, in TOML or as JSON: one of the two. */
export interface EditionBody {
  /** The edition as a TOML text. Instead of `policy`. */
  toml?: string | null;
  /** The edition as an object. Instead of `toml`. */
  policy?: Record<string, unknown> | null;
}

export interface EditionDetail {
  /** Name of the policy that it is an edition of. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /**
   * Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where
   * you
   * have not chosen, Parley's newest.
   */
  current: boolean;
  /** `parley`: comes with Parley. `platform`: your own. */
  origin: EditionOrigin;
  /** The edition itself, as it was written. It is never edited; the hash is of its content. */
  body: string;
  /** Which acts can be penalised, and how; null where the policy has no penalties. */
  penalties: PenaltyTermsView | null;
}

export interface EditionList {
  /** What was asked for, in the order that the operation describes. */
  data: EditionView[];
}

export interface EditionView {
  /** Name of the policy that it is an edition of. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /**
   * Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where
   * you
   * have not chosen, Parley's newest.
   */
  current: boolean;
  /** `parley`: comes with Parley. `platform`: your own. */
  origin: EditionOrigin;
}

/** Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words. */
export interface EffectView {
  /** Code of what follows, as in `execute_buyer_solution`. */
  effect: string;
  /** Stage that the case then enters; null if none. */
  stage: string | null;
  /** The same, for people. */
  text: string;
  /** Whether it pays anybody. */
  moves_money: boolean;
}

/** Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does. */
export interface EligibilityView {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** The edition that a dispute would follow. */
  policy: PolicyView;
  /** Language of the texts. */
  language: Language;
  /** Title of the deal. */
  title: string;
  /** In whose name it was asked. */
  roles: Role[];
  /** Whether a problem can be reported now. */
  allowed: boolean;
  /** Why not; null if it can. */
  why_not: WhyNotView | null;
  /** The dispute that stands in the way. */
  dispute: string | null;
  /** From when on it can be reported (UTC); null if it can already, or never. */
  opens_at: string | null;
  /** None: as long as money is held. */
  closes_at: string | null;
  /** Since when it can no longer be reported, if the time is over. */
  closed_at: string | null;
  /** How much can be disputed. */
  amount: AmountLimitsView;
  /** Reasons that can be given, and what each leads to. */
  reasons: ReasonEligibilityView[];
  /** What the body of the opening must hold, each under the name that it has there. */
  must_say: TermView[];
  /** Solutions that can be asked for. */
  options: OptionTermsView[];
  /** How many of them at most. */
  max_options: number;
  /** Method of the opening. */
  method?: "POST";
  /** Address of the opening. */
  href?: "/v1/disputes";
}

/** Latest pieces of evidence that you may see, the first of them first. */
export interface EvidencePart {
  /** What was asked for, in the order that the operation describes. */
  data: GivenItemView[];
  /** Whether there is older evidence. */
  has_more: boolean;
  /** Address of all of it. */
  href: string;
}

/** Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings. */
export interface EvidenceTermsView {
  /** Stage in which it is asked for. */
  stage: string;
  /** Who is asked. */
  party: string;
  /** Kinds of evidence; one of them satisfies. */
  kinds: TermView[];
  /** `required`, one of several (`one_of`), or `optional`. */
  level: string;
  /** For how long, as in `72 hours`. */
  term: string;
  /** Whether each sees the other's once both are in, or the time is over. */
  sealed_until_all_are_in: boolean;
  /** None: as often as there is time for. */
  resubmissions: number | null;
  /** What good evidence shows. */
  checklist: PointTextView[];
  /** How long before its end it reminds. */
  reminders: string[];
  /** What follows if nothing comes; null if nothing does. */
  on_silence: EffectView | null;
}

export interface ExpandedDisputeView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** Where the case is, in words that all policies share. */
  status: Status;
  /** Whether it is your turn. */
  viewer_state: ExpandedDisputeViewerState;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Which part of a case the stage belongs to; null while the money is not frozen yet. */
  phase: Phase | null;
  /** Code of the reason it was opened for. */
  reason: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: Role;
  /** The edition that it follows to its end. */
  policy: PolicyView;
  /** What is disputed, and where the money is. */
  funds: DisputedFundsView;
  /** What happened, in the words of whoever opened it. */
  explanation: string;
  /** The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on. */
  reopens: string | null;
  /** The deal as the opening describes it; null where the policy does not ask for that. */
  transaction: TransactionView | null;
  /** Why completion must be substantiated, in the opener's words; null where the policy does not ask for that. */
  need: string | null;
  /** Solutions that the opening asks for. */
  options: SolutionView[];
  /** Whose turn it is; empty if nobody's. */
  awaiting: Role[];
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /** Everything that happens by itself if nobody acts, in order. */
  forecast: ForecastStepView[];
  /** What another service has not confirmed yet; null if nothing. */
  pending: PendingView | null;
  /** Where the talks are; null without any. */
  negotiation: NegotiationView | null;
  /** What evidence was asked of whom. */
  evidence_requests: WantedEvidenceView[];
  /** What was found of live recordings. */
  videos: VideoFindingView[];
  /** How complete each party's case is, as far as you may see it. */
  credibility: CredibilityView[];
  /** What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11). */
  presumption: RulingKind | null;
  /** Clocks that run, by the names by which they can be extended. */
  deadlines: DeadlineView[];
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** For operators and the platform only, like `overdue_since`. */
  assignee: string | null;
  /** Office of the platform that has the case, and since when; null while the parties are among themselves. */
  office: OfficeView | null;
  /** Since when operators are late with what they owe. */
  overdue_since: string | null;
  /** What an operator found of the transaction; null before. */
  verification: TransactionVerificationView | null;
  /** The latest ruling; null before. */
  ruling: RulingView | null;
  /** Rulings before it, the first one first. */
  earlier_rulings: RulingView[];
  /** The appeal against a ruling; null without one. */
  appeal: AppealView | null;
  /** What was promised in goods, and how far it is; null if nothing was. */
  obligation: ObligationView | null;
  /** How the money was ordered to be divided; null before. */
  settlement: SettlementView | null;
  /** How it ended; null before. */
  outcome: DisputeOutcome | null;
  /** Why it ended without a settlement, as a code; null if it did not. */
  why: string | null;
  /** Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it. */
  cause: CauseView | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** When the money was frozen (UTC); null before. */
  frozen_at: string | null;
  /** When it ended (UTC); null before. */
  closed_at: string | null;
  /** What `expand` asked for; not there without it. */
  expanded?: ExpandedParts | null;
}

/** Parts that were asked for; the others are null. */
export interface ExpandedParts {
  /** The deal. */
  escrow?: KnownEscrowView | null;
  /** The latest proposals. */
  mediation?: OffersPart | null;
  /** The latest evidence. */
  evidence?: EvidencePart | null;
  /** The latest messages. */
  messages?: MessagesPart | null;
  /** The latest entries of the story. */
  story?: StoryPart | null;
  /** Of both parties for operators and the platform, of yourself for you. */
  standing?: StandingView[] | null;
  /** The latest notes of operators. */
  notes?: NotesPart | null;
  /** The latest decisions. */
  decisions?: DecisionsPart | null;
}

/** More time for one clock of the case: see its `deadlines`. */
export interface ExtensionBody {
  /** Name of the clock, as `deadlines` of the case lists it. */
  deadline: string;
  /** Id of the evidence request, where the clock is about one. */
  request?: string | null;
  /** New end, excluded (RFC 3339); later than the present one. */
  due_at: string;
  /** Why, as one of your own codes. */
  reason_code: string;
}

/** Window for reporting: it runs from the latest of `since` that has happened. */
export interface FilingView {
  /** What the window is counted from. */
  since: string[];
  /** How long after that it opens; null at once. */
  opens_after: string | null;
  /** How long after that it closes. */
  closes_after: string;
  /** Time zone in which its days are counted. */
  zone: string;
}

export type Finding = "yes" | "no" | "unclear";

/** Fine that is due, and the amounts between which you may choose. */
export interface FineBoundsView {
  /** Least. */
  least: MoneyView;
  /** What it is if you choose nothing. */
  usual: MoneyView;
  /** Most. */
  most: MoneyView;
}

/** Fine for an act, in basis points of the disputed amount, and between which the operator may choose. */
export interface FineTermsView {
  /** Usual fine, in basis points of the disputed amount. */
  basis_points: number;
  /** Least that the operator may choose. */
  least_basis_points: number;
  /** Most that the operator may choose. */
  most_basis_points: number;
  /** From which warning on it is due. */
  from_warning: number;
}

/** Open cases by what a list can be filtered for. */
export interface FlagCounts {
  /** It is your turn. */
  required_action: number;
  /** The time for the next act has passed. */
  overdue: number;
  /** Due within 24 hours from now, and not overdue. */
  due_within_day: number;
  /** An offer stands. */
  offer: number;
  /** A ruling was contested. */
  contested: number;
  /** The clocks are stopped. */
  paused: number;
}

/** Case that would have ended otherwise. `after` is null where the edition does not take such a case. */
export interface FlipView {
  /** Id of the case; null for a supplied one. */
  dispute: string | null;
  /** Your reference of a supplied case; else null. */
  reference: string | null;
  /** How it went; null for a supplied one. */
  before: CaseResultView | null;
  /** How it would go. */
  after: CaseResultView | null;
}

/** What follows when something happens in a stage. */
export interface FollowUpView {
  /** What happens. */
  when: string;
  /** What follows. */
  then: EffectView;
}

/** Forecast of what happens if nobody acts: computed by the very rules that will run. */
export interface ForecastView {
  /** Id of the dispute. */
  dispute: string;
  /** Version of the case that it was computed from. */
  version: number;
  /** When (UTC). */
  computed_at: string;
  /** What happens by itself, in order. */
  steps: ForecastStepView[];
}

/** Parcel by which the promised goods are on their way. */
export interface FulfilmentBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: FulfilmentOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Who carries it. */
  carrier: string;
  /** As the carrier prints it: letters, digits, blanks, points, dashes and slashes. */
  tracking_number: string;
}

export interface DisputedFundsView {
  /** Where the disputed money is. */
  state: DisputedFundsState;
  /** What is disputed, in minor units. */
  disputed: number;
  /** What of it has gone back to the buyer at once, beside goods; the rest is still to be divided. */
  reduced: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/** Piece of evidence that the case has heard of. */
export interface GivenItemView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** Who gave it; null if an operator did. */
  party: Role | null;
  /** The last one it was given for. */
  request: string | null;
  /** What its content is; null for what is no file. */
  media_type: string | null;
  /** Null, like the media type, of what was given before the case and only attached to it. */
  size: number | null;
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** `false`: an operator has found it invalid. */
  valid: boolean;
  /** Whether its content is gone for good. */
  erased: boolean;
  /** When it was given (UTC). */
  given_at: string;
  /** Address to read it at. */
  href: string;
}

/** Penalty, and the ruling that is its cause. */
export interface ImposedView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** In which ruling of the case it was stated: 1 for the first. */
  instance: number;
  /** The party it is about: `buyer` or `seller`. */
  party: Role;
  /** Code of the act that was penalised. */
  act: string;
  /** Points that it brought. */
  points: number;
  /** Which warning for this act it is: 1 for the first. */
  warning: number;
  /** The fine; null without one. */
  fine: MoneyView | null;
  /** Id of the order that charged the fine; null without one. */
  fine_instruction: string | null;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Whether it closed the participant's account. */
  closed: boolean;
  /** From when on it counts (UTC). */
  imposed_at: string;
  /** When it was reversed (UTC); null if it stands. */
  reversed_at: string | null;
  /** Why it was reversed, in words; null if it stands. */
  reversal_reason: string | null;
}

export type Interval = "day" | "week" | "month";

/** Escrow as this service last heard of it. */
export interface KnownEscrowView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Title of the deal; null before this service has heard of it. */
  title: string | null;
  /** Where the deal is. */
  state: EscrowState;
  /** What the escrow holds. */
  held: MoneyView;
  /** What of it is frozen. */
  frozen: MoneyView;
  /** The agreed price; null before this service has heard of it. */
  price: MoneyView | null;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** When it was delivered (UTC); null before. */
  delivered_at: string | null;
  /** Version of the escrow that is known here. */
  version: number;
}

export interface MessageBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: MessageOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** What you write, in up to 10,000 characters; no payment card numbers. */
  text: string;
  /** Evidence of this case, given before under /v1/evidence; whoever reads the message may read it there. */
  attachments?: string[];
  /** `explanation`: your account of what happened, which counts for how complete your case is (K17). */
  kind?: MessageKind;
}

/** Meaning of a message. */
export type MessageKind = "comment" | "explanation";

export interface MessageView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Who wrote it. */
  author: ActorView;
  /** `comment`, or `explanation` of what happened. */
  kind: MessageKind;
  /** What was written. */
  text: string;
  /** Evidence of the case, to be read under /v1/evidence/items. */
  attachments: string[];
  /** Where an operator wrote down what a party had told. */
  on_behalf_of: BehalfView | null;
  /** When it happened (UTC). */
  at: string;
}

/** Latest messages, newest first. */
export interface MessagesPart {
  /** What was asked for, in the order that the operation describes. */
  data: MessageView[];
  /** Messages that you have not read. */
  unread: number;
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

/** Step of the case: from where to where, why, and by whom. */
export interface CaseMovementView {
  /** Its number in the log, from 1. */
  seq: number;
  /** Where the case was. */
  from_state: string;
  /** Where it went. */
  to_state: string;
  /** What brought it about. */
  cause: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorView;
  /** Where an operator did what a party had asked for. */
  on_behalf_of: BehalfView | null;
  /** When it happened (UTC). */
  at: string;
}

export interface NegotiationTermsView {
  /** Whose turn is first. */
  first_to_answer: string;
  /** For how long, as in `5 days`. */
  term: string;
  /** What follows if no answer comes. */
  on_silence: EffectView;
  /** How long a counter-offer can be answered. */
  counter_term: string;
  /** What follows if no answer to it comes. */
  on_silence_to_counter: EffectView;
  /** Whether and how an offer can be rejected without a counter-offer. */
  rejection: string;
  /** Rounds that are allowed. */
  max_rounds: number;
  /** Whether an offer can be reworded until it is first acted on. */
  amendable: boolean;
  /** Name of the questions that lead to solutions; null without any. */
  tree: string | null;
  /** How long those can be answered; null without any. */
  walk_term: string | null;
  /** How long before its end it reminds. */
  reminders: string[];
}

/** Negotiation as mediation last reported it. `mediation` is null for the moment before it first does. */
export interface NegotiationView {
  /** Id of the negotiation, for `/v1/mediations`. */
  mediation: string | null;
  /** How far it is. */
  state: string;
  /** Number of the standing proposal; null if none stands. */
  proposal: number | null;
  /** Who made it; null if none stands. */
  by: Role | null;
  /** Its solutions. */
  options: SolutionView[];
  /** Whose turn it is; null if nobody's. */
  awaiting: Role | null;
  /** Until when, excluded (UTC); null if nobody is waited for. */
  due_at: string | null;
}

export interface NoteBody {
  /** What you write; operators and the platform read it, parties never. */
  text: string;
}

export interface NoteView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** User id of the operator. */
  author: string;
  /** What was written. */
  text: string;
  /** When it happened (UTC). */
  at: string;
}

export interface NotesPart {
  /** What was asked for, in the order that the operation describes. */
  data: NoteView[];
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

/** Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come. */
export interface ObligationView {
  /** What was promised. */
  kind: OptionKind;
  /** What the buyer gets in the end; null where no money moves. */
  to_buyer: MoneyView | null;
  /** What the seller gets in the end: the fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes in the end; null where no money moves. */
  fee: MoneyView | null;
  /** What the buyer gets back at once, beside goods; null if nothing. */
  reduction: MoneyView | null;
  /** Where the goods are to be sent; null before it is given. */
  return_address: Record<string, string> | null;
  /** Carrier and number of what is on its way; null before. */
  parcel: ParcelView | null;
  /** How the goods arrived; null before. */
  condition: Condition | null;
  /** What was written about it; null if nothing. */
  note: string | null;
}

/** Proposal of one party to the other, and what has become of it. */
export interface OfferView {
  /** Id of the negotiation. */
  mediation: string;
  /** Its number in the negotiation, from 1. */
  number: number;
  /** Who made it. */
  by: Role;
  /** Number of the round. */
  round: number;
  /** Its solutions. */
  options: (Record<string, unknown>)[];
  /** `gone`: nobody has answered it, and it is no longer on the table. */
  state: OfferState;
  /** When it was made (UTC). */
  made_at: string;
  /** When it last changed (UTC). */
  changed_at: string;
}

/** Latest proposals, the first of them first. */
export interface OffersPart {
  /** What was asked for, in the order that the operation describes. */
  data: OfferView[];
  /** Whether there are older ones. */
  has_more: boolean;
  /** The negotiation; null as long as there is none. */
  href: string | null;
}

/** Office of yours that works on cases. Parties see its name and since when it has their case. */
export interface OfficeBody {
  /** Your code of the office. */
  code: string;
  /** Its name, for people; parties see it. */
  name: string;
  /** Cases that one of them has are this office's. Parties never see who they are. */
  operators?: string[];
  /** Names of policies whose cases come here while no operator has them; without any, those of all the others. */
  policies?: string[];
}

export interface OfficeCount {
  /** Code of the office. */
  office: string;
  /** Open cases that it has. */
  count: number;
}

export interface OfficeSettingView {
  /** Your code of the office. */
  code: string;
  /** Its name, for people. */
  name: string;
  /** User ids of the operators who belong to it. */
  operators: string[];
  /** Policies whose cases come to it; empty: those of all the others. */
  policies: string[];
}

/** Office that has the case. Who belongs to it, parties do not see. */
export interface OfficeView {
  /** The platform's code of the office. */
  code: string;
  /** Its name, for people. */
  name: string;
  /** Since when it has the case (UTC). */
  since: string;
}

export interface OpeningBody {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** Code of the reason, one of the policy's: see `GET /v1/disputes/eligibility`. */
  reason: string;
  /** How much of the held money is disputed. The rest stays releasable. */
  claimed: MoneyBody;
  /** Solutions the claimant would take, the preferred one first, where the policy begins with them. */
  options?: SolutionBody[];
  /** What happened, in your own words. */
  explanation: string;
  /** What was agreed, where the policy has it verified (T1). */
  transaction?: TransactionBody | null;
  /** Why it must be substantiated that the deal was completed, where the policy asks (T1). */
  need?: string | null;
  /** Whose case it is, where an operator opens it (T1). */
  on_behalf_of?: OpeningOnBehalfOf | null;
}

/**
 * Solution on offer. A partial refund names an amount or its share in basis points.
 *
 * So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at
 * once.
 */
export interface SolutionBody {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets back. Of a partial refund, instead of a share. */
  amount?: MoneyBody | null;
  /** What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter. */
  basis_points?: number | null;
}

/** Kind of a solution. */
export type OptionKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

/** Solution that can be asked for. `stage`: it begins with goods there, and the money follows. */
export interface OptionTermsView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Whether an amount has to be named with it. */
  names_amount: boolean;
  /** Stage in which the goods are waited for; null if money moves at once. */
  stage: string | null;
}

/** Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount. */
export interface SolutionView {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyView | null;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where goods decide first. */
  fee: MoneyView | null;
  /** What goes back to the buyer at once, beside goods. */
  reduction: MoneyView | null;
}

export type DisputeOutcome = "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive" | "escrow_ended";

export interface OutcomeView {
  /** Name of the policy. */
  policy: string;
  /** Code of the reason. */
  reason: string;
  /** How the cases ended. */
  outcome: DisputeOutcome;
  /** How many. */
  cases: number;
  /** What was disputed in them. */
  disputed: MoneyView;
  /** With what went back beside goods. */
  to_buyer: MoneyView;
  /** Net, as everywhere: `fees` are beside it. */
  to_seller: MoneyView;
  /** What the platform took. */
  fees: MoneyView;
}

/** What would be owed in goods before money moves, and when. */
export interface OwedView {
  /** What would be owed. */
  kind: OptionKind;
  /** Stage in which it is waited for. */
  leads_to: string;
  /** Until when, excluded (UTC); null if no clock runs. */
  due_at: string | null;
}

export interface DisputeSummaryPage {
  /** What was asked for, in the order that the operation describes. */
  data: DisputeSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface MessageViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: MessageView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface NoteViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: NoteView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface ReasonTextViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: ReasonTextView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface StoryEntryViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: StoryEntryView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface ParcelBody {
  /** Who carries it. */
  carrier: string;
  /** As the carrier prints it: letters, digits, blanks, points, dashes and slashes. */
  tracking_number: string;
}

export interface ParcelView {
  /** Name of the carrier, as people write it. */
  carrier: string;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** What speaks against it, for operators to look twice. */
  doubts: ShipmentDoubt[];
}

/** Part of a screen that can be asked for with the case. */
export type Part = "escrow" | "mediation" | "evidence" | "messages" | "story" | "standing" | "notes" | "decisions";

export interface PauseBody {
  /** Why, as one of your own codes. */
  reason_code: string;
}

export interface PenalisedActView {
  /** Code of the act. */
  act: string;
  /** Ranking points that it costs those named in `points_for`. */
  points: number;
  /** The fine for it; null if none is due. */
  fine: FineTermsView | null;
  /** The account is closed for good at this warning for the act; 1: at once. */
  closed_at_warning: number;
}

export interface PenaltiesView {
  /** What each act brings. */
  terms: PenaltyTermsView;
  /** Acts that can be penalised. */
  acts: TermView[];
}

/** Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16). */
export interface PenaltyBody {
  /** Who is penalised. */
  party: PenaltyParty;
  /** One of the policy's: see its `penalties`. */
  act: string;
  /** Fine that you choose, where one is due and the policy leaves a choice; without it, the policy's own. */
  fine?: MoneyBody | null;
}

/** Acts that can be penalised in a ruling, and what each further one brings. */
export interface PenaltyTermsView {
  /** Whose acts bring points. */
  points_for: Role[];
  /** From this warning for the same act on; warnings are counted for each act by itself. */
  suspended_at_warning: number;
  /** How long a suspension lasts. */
  suspension: string;
  /** Acts, and what each brings. */
  acts: PenalisedActView[];
}

export interface PenaltyView {
  /** The party it is about: `buyer` or `seller`. */
  party: Role;
  /** Code of the act. */
  act: string;
  /** Points that it brings. */
  points: number;
  /** Which warning for this act it is: 1 for the first. */
  warning: number;
  /** The fine; null without one. */
  fine: MoneyView | null;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Whether it closes the participant's account. */
  closed: boolean;
}

/** Confirmation that another service still owes. */
export interface PendingView {
  /** `agreement`: the parties agree, or silence counts as it, and whether that ends the case is being decided. */
  what: PendingWhat;
  /** Service that owes it. */
  of?: PendingOf;
}

export type Phase = "agreement" | "escalated" | "execution";

/** Nothing, from a party; from an operator for whom it is done. */
export interface PlainActBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: PlainActOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
}

export interface PointTextView {
  /** Code of the point. */
  code: string;
  /** What good evidence shows. */
  text: string;
  /** Whether evidence without it is incomplete. */
  required: boolean;
}

/** Point that good evidence shows; items of evidence say by `code` which they cover. */
export interface WantedPointView {
  /** Code of the point, to be named in `covers`. */
  code: string;
  /** What good evidence shows. */
  text: string;
  /** Whether evidence without it is incomplete. */
  required: boolean;
}

/** Edition in full, each of its words with what people call it in the language of the answer. */
export interface PolicyDocument {
  /** Name of the policy that it is an edition of. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /** Whether new escrows get this edition. */
  current: boolean;
  /** `parley`: comes with Parley. `platform`: your own. */
  origin: PolicyOrigin;
  /** Language of the texts. */
  language: Language;
  /** Title for people. */
  title: string;
  /** What it is about, in a paragraph; null if there is none. */
  summary: string | null;
  /** Business days that its terms are counted in. */
  calendar: CalendarTermsView;
  /** Stage that a case begins in. */
  first_stage: string;
  /** What an opening has to state. */
  must_say: TermView[];
  /** Reasons that a dispute can be opened for. */
  reasons: ReasonView[];
  /** When one can be opened; null: as long as money is held. */
  filing: FilingView | null;
  /** Solutions that can be asked for. */
  options: OptionTermsView[];
  /** How many of them at most. */
  max_options: number;
  /** How the parties negotiate; null if they do not. */
  negotiation: NegotiationTermsView | null;
  /** Its stages, in order. */
  stages: StageView[];
  /** Clocks of the whole case. */
  case_clocks: StageClockView[];
  /** What can be ruled, and what follows. */
  rulings: RulingsView;
  /** How a ruling can be appealed; null if it cannot. */
  appeal: AppealTermsView | null;
  /** How the completeness of a case is counted; null if it is not. */
  completeness: CompletenessView | null;
  /** What can be penalised; null if nothing. */
  penalties: PenaltiesView | null;
  /** For whom a third party may act, such as a studio. */
  represented: Role | null;
  /** Kinds of evidence that it knows. */
  evidence_kinds: TermView[];
  /** Acts that it knows. */
  acts: TermView[];
  /** Ways in which a case can end. */
  outcomes: TermView[];
  /** Statuses that a case can have. */
  statuses: TermView[];
  /** Roles that it knows. */
  roles: TermView[];
}

export interface PolicyView {
  /** Name of the policy. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash?: string | null;
}

export interface PresenceBody {
  /** What you do there: `reading`, or `deciding` while a form is open. */
  doing?: Doing;
}

/** Operators before a case, beside you. Whoever has not said so for `lasts_seconds` has left. */
export interface PresenceView {
  /** Id of the dispute. */
  dispute: string;
  /** When it was looked at (UTC). */
  as_of: string;
  /** The longest there first. */
  others: PresentOperatorView[];
  /** For how long you count as present: say it again well before. */
  lasts_seconds: number;
}

export interface PresentOperatorView {
  /** Who is there. */
  operator: string;
  /** What they do there. */
  doing: Doing;
  /** Since when, without a gap. */
  since: string;
  /** When they last said so. */
  seen_at: string;
}

/** Penalty as the ruling would state it, and what it makes of the person's standing once it counts. */
export interface PreviewedPenaltyView {
  /** The penalty. */
  penalty: PenaltyView;
  /** User id of whoever gets it. */
  participant: string;
  /** Between which amounts you may choose; null without a fine. */
  fine_bounds: FineBoundsView | null;
  /** Points now. */
  points_before: number;
  /** Points then. */
  points_after: number;
  /** Standing now. */
  status_before: StandingStatus;
  /** Standing then. */
  status_after: StandingStatus;
}

/** Name the last message, or the last entry of the story, that was read; neither means all there is. */
export interface ReadBody {
  /** Id of the last message that was read. */
  message?: string | null;
  /** Id of the last entry of the story that was read. */
  entry?: string | null;
}

/** How far you have read the case, if not further already. */
export interface ReadMarkView {
  /** Id of the dispute. */
  dispute: string;
  /** Id of the last entry of the story that you have read. */
  entry: string;
  /** When that happened (UTC). */
  at: string;
}

/** Reason, whether it can be given now, and what it leads to. */
export interface ReasonEligibilityView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Whether it can be given now. */
  allowed: boolean;
  /** Why not; null if it can. */
  why_not: WhyNotView | null;
  /** Who may give it. */
  openers: Role[];
  /** Which of the `options` can be asked for where this is the reason. */
  options: OptionKind[];
  /** Address of the questions whose answers lead to solutions, where there are some. */
  tree: string | null;
  /** What will be asked for first, or as soon as the parties do not agree. */
  evidence: EvidenceTermsView[];
  /** What the first step waits for, and what follows if it does not come. */
  on_silence: StageClockView[];
}

export interface ReasonTextBody {
  /** Reason code that it is kept ready for. */
  reason_code: string;
  /** Title in the list. */
  title: string;
  /** What is written into the ruling's explanation. */
  text: string;
}

export interface ReasonTextView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Reason code that it is kept ready for. */
  reason_code: string;
  /** Title in the list. */
  title: string;
  /** What is written into the ruling's explanation. */
  text: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface ReasonView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Who may open for it. */
  openers: Role[];
  /** Stage that follows if the parties do not agree. */
  escalates_to: string;
  /** What may be ruled about it. */
  rulings: TermView[];
  /** What may be proposed about it. */
  options: TermView[];
  /** Address of the questions that lead to solutions. */
  tree: string | null;
}

/** Condition in which goods arrived. Anything but `received` contests it. */
export interface ReceiptBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ReceiptOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** How the goods arrived. */
  condition: Condition;
  /** What you saw, in words. */
  note?: string | null;
}

export interface RefusalView {
  /** Code of the problem. */
  code: string;
  /** The same in an English sentence. */
  detail: string;
  /** What else the problem document of this refusal says, were the case assigned alone. */
  members: Record<string, unknown>;
}

export interface RejectionBody {
  /** For the operator who decided. Parties never see it. */
  why: string;
}

export type WantedEvidenceState = "open" | "satisfied" | "lapsed";

export interface WantedEvidenceView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Who owes it. */
  party: Role;
  /** Kinds of evidence; one of them satisfies. */
  kinds: string[];
  /** `required`, one of several (`one_of`), or `optional`. */
  level: string;
  /** Whether the policy or an operator asks for it. */
  requested_by: WantedEvidenceRequestedBy;
  /** What an operator who asked wants to be shown. */
  note: string | null;
  /** Until when, excluded (UTC). */
  due_at: string;
  /** Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it. */
  stays_open: boolean;
  /** What was given before counts only once it is attached to the request. */
  since_asked: boolean;
  /** Null while what the other party gives is sealed from you (T8). */
  state: WantedEvidenceState | null;
  /** Whether it has been satisfied. */
  satisfied: boolean | null;
  /** Id of the evidence that satisfies it; null while none does. */
  satisfied_by: string | null;
  /** What good evidence shows. */
  checklist: WantedPointView[];
  /** What follows at `due_at` if nothing comes; null once it is over. */
  on_silence: ForecastStepView | null;
}

export type Responsible = "buyer" | "seller" | "both" | "none";

export interface ReturnAddressBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ReturnAddressOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Where the goods are to be sent. */
  address: AddressBody;
}

/** Return address, from the seller (D10), or then the parcel, from the buyer (D11). */
export interface ReturnBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ReturnOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Where the goods are to be sent. From the seller. */
  address?: AddressBody | null;
  /** What is on its way. From the buyer. */
  parcel?: ParcelBody | null;
}

export interface ReversalBody {
  /** Why, in words; the participant's standing keeps it. */
  reason: string;
}

/** Rulings an operator can give: a solution, or that none can be found (the freeze is lifted). */
export type RulingKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund" | "inconclusive";

/** Ruling as it would be, given now on this version of the case. */
export interface RulingPreviewView {
  /** Id of the dispute. */
  dispute: string;
  /** Version of the case that it was computed from. */
  version: number;
  /** The ruling as it would stand. */
  ruling: RulingView;
  /** Where the case would stand. */
  leads_to: string;
  /** What is paid in the end, net of fees, whoever pays them; null where no money moves, or goods decide first. */
  money_effect: MoneyEffect | null;
  /** When it is paid if nobody contests the ruling; null where nothing is, or goods decide first. */
  executed_at: string | null;
  /** What follows by itself if nobody acts after the ruling. */
  then: FollowingStep | null;
  /** What would be owed in goods; null if nothing. */
  obligation: OwedView | null;
  /** Penalties, and what each makes of a standing. */
  penalties: PreviewedPenaltyView[];
  /** From when they count if nobody contests the ruling. */
  penalties_from: string;
  /** Acts that can be penalised in this case. */
  penalty_terms: PenaltyTermsView | null;
  /** Whether a second operator would have to approve. */
  approval: ApprovalNeededView;
}

/** `heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14). */
export interface RulingView {
  /** Which ruling of the case it is: 1 for the first. */
  instance: number;
  /** What was ruled. */
  outcome: RulingKind;
  /** What the buyer gets; null where no money moves. */
  to_buyer: MoneyView | null;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where no money moves. */
  fee: MoneyView | null;
  /** Who is responsible for what happened. */
  responsible: Responsible;
  /** Why, as one of the codes that the platform or the edition lists. */
  reason_code: string;
  /** The rule of the platform that it applies. */
  policy_reference: string;
  /** Why, in words. */
  explanation: string;
  /** When (UTC). */
  decided_at: string;
  /** On whose evidence it rests. */
  heard: RulingHeard;
  /** Parties that gave none. */
  absent: Role[];
  /** What was found on each point of the policy's list. */
  checks: TransactionCheckView[];
  /** Penalties that are stated in it. */
  penalties: PenaltyView[];
  /** Until when it can be contested, excluded (UTC); null if it cannot. */
  contest_until: string | null;
}

export interface RulingsView {
  /** What can be ruled. */
  allowed: TermView[];
  /** Codes of reasons that a ruling gives. */
  reason_codes: TermView[];
  /** When a ruling is carried out. */
  execution: string;
  /** What is presumed of a party that stays silent; null if nothing. */
  presumed_without_answer: TermView | null;
}

export interface SettingsBody {
  /** By currency, in minor units: a decision on more than this waits for a second operator with the scope `lead`. */
  approval_limits?: Record<string, number>;
  /** How often the support team acted in a hundred cases before Parley. Analytics compare with it (O8). */
  baseline_touches_per_100_cases?: number;
  /** How long an operator needs for one act. Simulations count hours with it. */
  minutes_per_touch?: number;
  /** Your own calendar, for every policy. */
  calendar?: string | null;
  /** A policy's name → your own calendar for it. */
  calendars?: Record<string, string>;
  /** Your offices. Cases keep the office they have until they move on or change hands. */
  offices?: OfficeBody[];
}

export interface SettingsView {
  /** By currency, in minor units: a decision on more waits for a second operator. */
  approval_limits: Record<string, number>;
  /** How often support acted in a hundred cases before Parley. */
  baseline_touches_per_100_cases: number;
  /** How long an operator needs for one act. */
  minutes_per_touch: number;
  /** Your own calendar for every policy; null for each policy's own. */
  calendar: string | null;
  /** Your own calendars, by policy. */
  calendars: Record<string, string>;
  /** Your offices. */
  offices: OfficeSettingView[];
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

/** Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount. */
export interface SettlementView {
  /** Id of the order: escrow carries it out once. */
  instruction: string;
  /** What the buyer gets. */
  to_buyer: MoneyView;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyView;
  /** As escrow has taken it, or will. */
  fee: MoneyView;
  /** When it was ordered (UTC). */
  ordered_at: string;
}

/** Sums of all cases together, as they went or as they would have gone. */
export interface SideView {
  /** How many. */
  cases: number;
  /** Of those, resolved without an operator. */
  resolved_without_operator: number;
  /** Where an operator would have had to act, and nothing in the record says how. */
  undecided: number;
  /** Acts of operators. */
  operator_touches: number;
  /** Minutes that those take, by your setting. */
  operator_minutes: number;
  /** What buyers get, by currency. */
  to_buyers: MoneyView[];
  /** Net: `fees` are beside it. */
  to_sellers: MoneyView[];
  /** What the platform keeps, by currency. */
  fees: MoneyView[];
}

/** Closed cases of a period, or a caseload of your own: one of the two. */
export interface SimulationBody {
  /** Beginning of the period (RFC 3339), included. */
  from?: string | null;
  /** End of the period (RFC 3339), excluded. */
  to?: string | null;
  /** A caseload of your own, 500 cases at most. Instead of a period. */
  cases?: SuppliedCase[];
}

export interface SimulationView {
  /** The edition that was tried. */
  edition: string;
  /** Cases that were played. */
  cases: number;
  /** Cases the edition would not take: its reasons are others. */
  not_admitted: number;
  /** Cases that would have ended otherwise. */
  flips: number;
  /** Those cases. */
  flipped: FlipView[];
  /** Null for a supplied caseload: it has no history. */
  before: SideView | null;
  /** Sums as they would have gone. */
  after: SideView;
}

/** Standing of the operators with the time the edition gives them. */
export type SlaStatus = "on_track" | "target_missed" | "breached";

export type Sort = "newest" | "due";

export interface StageCount {
  /** Name of the policy. */
  policy: string;
  /** Null while the money is not frozen yet. */
  stage: string | null;
  /** Open cases in it. */
  count: number;
}

export interface StageView {
  /** Code of the stage. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Which part of a case it belongs to. */
  phase: TermView;
  /** Status that a case has in it. */
  status: TermView;
  /** Whether the parties negotiate in it. */
  negotiates: boolean;
  /** What can be done in it. */
  acts: ActView[];
  /** What evidence is asked for in it. */
  evidence: EvidenceTermsView[];
  /** Its clocks. */
  clocks: StageClockView[];
  /** What follows when something happens in it. */
  follow_ups: FollowUpView[];
}

export type StandingStatus = "active" | "suspended" | "closed";

export interface StandingView {
  /** The participant's user id on your platform. */
  participant: string;
  /** `active`, `suspended` or `closed`. */
  status: StandingStatus;
  /** Points that count now. */
  points: number;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Warnings, by act. */
  warnings: WarningView[];
  /** The sum of those that stand, by currency. */
  fines: MoneyView[];
  /** All there ever were, each with its cause; what was reversed counts no more. */
  penalties: ImposedView[];
  /** Number of the standing's changes. */
  version: number;
}

/** Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested. */
export type Status = "opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval" | "decided" | "settling" | "reversing" | "closed";

export interface StatusCount {
  /** Status of the cases. */
  status: Status;
  /** Open cases that have it. */
  count: number;
}

export interface ForecastStepView {
  /** When (UTC). */
  at: string;
  /** `natural`: counted in days of 24 hours. `business`: in business days of the calendar. */
  clock: ForecastStepClock;
  /** What happens. */
  action: string;
  /** Whose step it is: once a case has ended without a settlement, escrow's own clock goes on. */
  of?: ForecastStepOf;
  /** Where the case then stands. */
  leads_to: string;
  /** What it pays; null if nothing. */
  money_effect: MoneyEffect | null;
  /** How the case then ends; null if it does not. */
  outcome: DisputeOutcome | null;
  /** Actions that would prevent it. */
  prevented_by: string[];
  /** Where it ends the case without a settlement: what escrow then does with the money. */
  then?: FollowingStep | null;
}

export interface StoryEntryView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** When it took effect; of what happened by itself, the instant at which it was due. */
  at: string;
  /** What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` … */
  kind: string;
  /** Who did it. */
  who: ActorView;
  /**
   * What a sentence about it needs: codes, amounts with their currency, instants. `on_behalf_of`: the party for
   * whom
   * an operator did it, and by which means it had asked for it.
   */
  params: Record<string, unknown>;
  /** What somebody wrote, where the entry is a message, or for operators a note. */
  text: string | null;
  /** Where it can be looked at by itself, if you may. */
  href: string | null;
}

/** Latest entries of the story, in order. */
export interface StoryPart {
  /** What was asked for, in the order that the operation describes. */
  data: StoryEntryView[];
  /** Entries that you have not read. */
  unread: number;
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

/** Figures of one stretch of the period. */
export interface StretchView {
  /** Beginning of the stretch (UTC), included. */
  since: string;
  /** End of the stretch (UTC), excluded. */
  until: string;
  /** Cases that were opened in it. */
  opened: number;
  /** Cases that were closed in it. */
  closed: number;
  /** Of these, cases that were resolved and in which no operator acted. */
  resolved_without_operator: number;
  /** Seconds from opening to end that half of these took at most; null without any. */
  median_seconds_to_resolution: number | null;
}

/** Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome. */
export interface SuppliedAct {
  /** When (RFC 3339). */
  at: string;
  /** Who did it. */
  by: SuppliedActBy;
  /** What was done. */
  did: SuppliedActDid;
  /** Of `agree`: what was agreed. */
  option?: SolutionBody | null;
  /** Of `rule`: what was ruled. */
  outcome?: RulingKind | null;
  /** Of a ruling of a partial refund: how much. */
  amount?: MoneyBody | null;
}

export interface SuppliedCase {
  /** Your reference of it; it comes back in the answer. */
  reference?: string | null;
  /** Code of the reason, one of the edition's. */
  reason: string;
  /** Who opened it. */
  claimant?: SuppliedCaseClaimant;
  /** What was disputed. */
  claimed: MoneyBody;
  /** Solutions that were asked for. */
  options?: SolutionBody[];
  /** When it was opened (RFC 3339). */
  opened_at: string;
  /** What was done, in any order. */
  acts?: SuppliedAct[];
}

/** Word of an edition: the code that the API speaks, and what people call it. */
export interface TermView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
}

export interface TimelineView {
  /** Id of the dispute. */
  dispute: string;
  /** The steps, the first one first. */
  data: CaseMovementView[];
}

export interface TransactionBody {
  /** The item or the service. */
  item: string;
  /** The agreed price. */
  agreed_price: MoneyBody;
  /** Additional terms of the deal. */
  terms?: string | null;
}

export interface TransactionView {
  /** The item or the service. */
  item: string;
  /** The agreed price. */
  agreed_price: MoneyView;
  /** Further terms, in the parties' words; null if there are none. */
  terms: string | null;
}

/** What others have done since you last marked the case as read, of what you may see. */
export interface UnreadView {
  /** Messages. */
  messages: number;
  /** Entries of the story, messages among them. */
  entries: number;
}

/** Result of verifying the transaction (T2). What does not match closes the case. */
export interface VerificationBody {
  /** Whether the facts match. */
  result: VerificationResult;
  /** What you found on each point of the policy's list. */
  checks?: CheckBody[];
  /** Why not, where they do not match. */
  reason_code?: string | null;
}

/** Verification of the transaction by an operator (T2). */
export interface TransactionVerificationView {
  /** Whether the facts match. */
  result: TransactionVerificationResult;
  /** What was found on each point of the policy's list. */
  checks: TransactionCheckView[];
  /** Why not, as a code; null where they match. */
  reason_code: string | null;
  /** When it happened (UTC). */
  at: string;
}

/** Finding about a live recording, for operators and the party that made it. What satisfies nothing says so. */
export interface VideoFindingView {
  /** Id of the piece of evidence. */
  item: string;
  /** Whose recording it is. */
  party: Role;
  /** Id of the live recording. */
  video_session: string;
  /** Where the words to be said, every finding and the act to overrule them are read. */
  href: string;
  /** What was found. */
  result: string;
  /** Whether an operator has decided otherwise than the checks. */
  overruled: boolean;
}

export interface WarningView {
  /** Code of the act. */
  act: string;
  /** Warnings for it so far. */
  count: number;
}

export interface WhyNotView {
  /** Why not, as the code that the act would be refused with. */
  code: string;
  /** The same, for people. */
  text: string;
}

export type AppealOnBehalfOf = "buyer" | "seller";

export type AskingParty = "buyer" | "seller";

export type AskingKinds = "photo" | "video" | "live_video" | "external_video" | "document" | "screenshot" | "audio" | "agreement" | "receipt" | "shipment_record" | "statement";

export type AssignmentResult = "assigned" | "refused";

export type DisputeSummaryViewerState = "required_action" | "waiting" | "closed";

export type DisputeViewerState = "required_action" | "waiting" | "closed";

export type EditionOrigin = "parley" | "platform";

export type ExpandedDisputeViewerState = "required_action" | "waiting" | "closed";

export type FulfilmentOnBehalfOf = "buyer" | "seller";

export type DisputedFundsState = "freeze_requested" | "frozen" | "settled" | "unfrozen";

export type MessageOnBehalfOf = "buyer" | "seller";

export type OfferState = "made" | "amended" | "consented" | "rejected" | "accepted" | "expired" | "gone";

export type OpeningOnBehalfOf = "buyer" | "seller";

export type PenaltyParty = "buyer" | "seller";

export type PendingWhat = "freeze" | "settlement" | "reversal" | "agreement";

export type PendingOf = "escrow" | "disputes";

export type PlainActOnBehalfOf = "buyer" | "seller";

export type PolicyOrigin = "parley" | "platform";

export type ReceiptOnBehalfOf = "buyer" | "seller";

export type WantedEvidenceRequestedBy = "policy" | "operator";

export type ReturnAddressOnBehalfOf = "buyer" | "seller";

export type ReturnOnBehalfOf = "buyer" | "seller";

export type RulingHeard = "all" | "default_judgment" | "nobody";

export type ForecastStepClock = "natural" | "business";

export type ForecastStepOf = "disputes" | "escrow";

export type SuppliedActBy = "buyer" | "seller" | "operator";

export type SuppliedActDid = "agree" | "refuse" | "give_evidence" | "escalate" | "withdraw" | "accept_claim" | "request_video" | "rule";

export type SuppliedCaseClaimant = "buyer" | "seller";

export type VerificationResult = "verified" | "not_verified";

export type TransactionVerificationResult = "verified" | "not_verified";

/** Piece of evidence that was given for a request, or satisfies it, and whether it suffices. */
export interface RequestAnswerView {
  /** Id of the piece of evidence. */
  item: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** `invalid`: an operator has found it so. */
  state: ItemState;
  /** Only what is `valid` and `sufficient` satisfies a request. */
  sufficiency: Sufficiency;
  /** Whether it is what satisfies the request. */
  satisfies: boolean;
  /** What speaks against a shipment record: look twice. */
  doubts: ShipmentDoubt[];
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** Of a live recording: where its findings and words are read. */
  video_session: string | null;
  /** Of a live recording: what the checks, or an operator, have found. */
  result: string | null;
}

export interface Attach {
  /** What its party gave in this case before. */
  item: string;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
}

export interface Attest {
  /** Whether the call took place as it was told. */
  held: AttestedOutcome;
  /** What you attest, in words. */
  statement: string;
}

export interface AttestationView {
  /** Operator who attested it. */
  by: ActorView;
  /** When it happened (UTC). */
  at: string;
  /** Whether the call took place as it was told. */
  held: AttestedOutcome;
  /** What the operator attests, in words. */
  statement: string;
}

export type AttestedOutcome = "as_stated" | "otherwise" | "not_at_all";

export interface BundleRequest {
  /** Id of the dispute. */
  dispute: string;
}

export type BundleState = "pending" | "ready" | "failed" | "expired";

/** Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time. */
export interface BundleView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** How far it is: `pending` until it is made. */
  state: BundleState;
  /** When it was asked for (UTC). */
  requested_at: string;
  /** Size in bytes; null until it is ready. */
  size: number | null;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string | null;
  /** Until when it can be downloaded (UTC); null until it is ready. */
  expires_at: string | null;
  /** Address of the archive, good for ten minutes; null until it is ready. */
  download: string | null;
}

export interface ChallengeView {
  /** Code of the case, to be shown in the video. */
  code: string;
  /** What the person is asked to say, in each language. */
  words: Record<string, string[]>;
}

export type CheckName = "file_decodes" | "chain_unbroken" | "tokens_genuine" | "tokens_in_order" | "received_in_time" | "duration_matches_clock" | "challenge_shown" | "picture_moves" | "words_spoken";

export interface VideoCheckView {
  /** What was checked. */
  check: CheckName;
  /** `unknown`: it could not be found out, and an operator looks. */
  outcome: CheckOutcome;
  /** Why, as a code. */
  reason: string;
  /** Picture in which it shows, counted from 0; null if in none. */
  frame: number | null;
  /** Second of the recording in which it shows; null if in none. */
  at_seconds: number | null;
}

export interface ChecklistEntry {
  /** Code of the point, to be named in `covers`. */
  code: string;
  /** As the policy says it; null for a reminder, which no item covers. */
  text: string | null;
  /** Whether the recording must show it. */
  required: boolean;
}

export interface ChunkView {
  /** Number of the piece, from 0. */
  n: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** Of the receipt: vouches for every receipt before it. */
  hash: string;
  /** When its last byte arrived (UTC). */
  received_at: string;
  /** Pieces that have arrived so far. */
  chunks: number;
}

/** Disclosure of what is given: whether the other side may know of it. */
export type Disclosure = "open" | "sealed" | "revealed";

/** Addresses that stand alone until they expire: for a browser, an `<img>`, a `<video>`, an e-mail. */
export interface DownloadLink {
  /** Of the file as it was given. */
  url: string;
  /** Of a picture made of it; None where none can be made. */
  preview_url: string | null;
  /** When it ends by itself (UTC). */
  expires_at: string;
}

export interface EraseBody {
  /** What the person is on your platform. */
  role: EraseRole;
  /** The person's user id on your platform. */
  participant: string;
}

export interface ErasureView {
  /** Pieces of evidence that were erased. */
  erased_items: number;
  /** When (UTC). */
  erased_at: string;
}

/** What is known of a live recording: for the party that made it, the platform and its operators. */
export interface ExaminationView {
  /** Id of the live recording. */
  video_session: string;
  /** Where the words that were to be said, the gaps and every finding are read. */
  href: string;
  /** The checks', or an operator's who overruled them; null until checked. */
  result: string | null;
  /** Whether an operator has decided otherwise than the checks. */
  overruled: boolean;
  /** What each check has found. */
  findings: FindingView[];
}

/** Conversation on another platform: not verified to be live. */
export interface ExternalVideoContent {
  /** Address of the call or of its recording, elsewhere. */
  link: string;
  /** Name of the platform on which it took place. */
  provider: string;
  /** When it began (UTC), as it was told. */
  started_at: string;
  /** When it ended (UTC), as it was told. */
  ended_at: string;
  /** Id of the evidence that has its recording; null if none was given. */
  recording: string | null;
}

/** Conversation on another platform. Whatever its recording shows, it is not verified to be live. */
export interface ExternalVideoView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Who told of it. */
  by: ActorView;
  /** What was told of it. */
  said: ExternalVideoContent;
  /** Always false: only the integrated recorder can show that. */
  live_verified?: boolean;
  /** What the uploaded recording shows by itself; empty until checked. */
  findings: ExternalVideoFindingView[];
  /** When its recording was checked (UTC); null if it was not. */
  checked_at: string | null;
  /** What an operator has attested; null before. */
  attestation: AttestationView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface FileView {
  /** Name that its giver gave it; for display only. */
  filename: string;
  /** What its content is, found out by reading it. */
  media_type: string;
  /** Size in bytes. */
  size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** What the malware scanner says; nobody sees a file before it is `clean`. */
  scan_state: ScanState;
}

export interface FinishVideoBody {
  /** How many pieces there are. */
  chunks: number;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
}

export interface FinishedView {
  /** Id of the live recording. */
  id: string;
  /** Id of the piece of evidence it has become. */
  item: string;
  /** How far the recording is. */
  state: VideoState;
}

export interface GapView {
  /** Number of the piece before which something is missing. */
  before_chunk: number;
  /** How long the gap is. */
  seconds: number;
  /** `paused`, `restarted` by a second start, or `missing` pieces. */
  kind: GapKind;
}

export interface HoldBody {
  /** Id of the dispute. */
  dispute: string;
  /** Why nothing of the case may be erased, in words. */
  reason: string;
}

export interface HoldView {
  /** Id of the dispute. */
  dispute: string;
  /** `held`: nothing of the case is erased. */
  state: HoldState;
  /** When it happened (UTC). */
  at: string;
}

export interface Invalidate {
  /** Why, as one of your own codes. */
  reason_code: string;
  /** Why, in words; both parties see it. */
  reason: string;
}

export interface InvalidationView {
  /** Operator who found it invalid. */
  by: ActorView;
  /** When it happened (UTC). */
  at: string;
  /** Why, as one of the codes that the platform or the edition lists. */
  reason_code: string;
  /** Why, in words. */
  reason: string;
}

export type ItemState = "valid" | "invalid";

/** Piece of evidence without what it says: reading that is recorded, so it is read one by one. */
export interface ItemSummary {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** The party it speaks for; null for the platform and its operators. */
  party: Side | null;
  /** Who gave it. */
  by: ActorView;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** Handed in; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: Provenance;
  /** The operator who entered what was mailed. */
  entered_by: ActorView | null;
  /** Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be. */
  sufficiency: Sufficiency;
  /** `invalid`: an operator has found it so, and it counts for nothing. */
  state: ItemState;
  /** What it said is gone for good. */
  erased: boolean;
  /** When its last byte arrived (UTC). */
  received_at: string;
  /** The file, without its bytes; null for what is no file. */
  file: FileView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

/** Piece of evidence, and what may be done with it. */
export interface ItemView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** The party it speaks for; null for the platform and its operators. */
  party: Side | null;
  /** Who gave it. */
  by: ActorView;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** Handed in; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: Provenance;
  /** The operator who entered what was mailed. */
  entered_by: ActorView | null;
  /** Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be. */
  sufficiency: Sufficiency;
  /** `invalid`: an operator has found it so, and it counts for nothing. */
  state: ItemState;
  /** What it said is gone for good. */
  erased: boolean;
  /** When its last byte arrived (UTC). */
  received_at: string;
  /** The file, without its bytes; null for what is no file. */
  file: FileView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** Carrier and number, of a shipment record; else null. */
  shipment_record: ShipmentRecordView | null;
  /** What a statement says; null for everything else. */
  text: string | null;
  /** What was told of a video call elsewhere; else null. */
  external_video: ExternalVideoContent | null;
  /** What is known of a live recording; else null. */
  examination: ExaminationView | null;
  /** Who found it invalid, and why; null while it is valid. */
  invalidation: InvalidationView | null;
  /** When it is erased. Null while its case goes on or a legal hold forbids it. */
  retained_until: string | null;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
}

export type Level = "required" | "one_of" | "optional";

/** Place of the mark: a band below the picture, cells from its margin on. */
export interface MarkView {
  /** Cells in a row. */
  columns?: number;
  /** Rows of cells. */
  rows?: number;
  /** Size of a cell, in pixels. */
  cell?: number;
  /** White around them, in pixels. */
  margin?: number;
  /** Height of the band below the picture, in pixels. */
  band?: number;
}

export interface OpenVideoBody {
  /** Id of the dispute. */
  dispute: string;
  /** The request it answers; found by its kind if left out. */
  request?: string | null;
}

export type CheckOutcome = "pass" | "fail" | "unknown";

export interface OverruleBody {
  /** What you have found instead. */
  result: Result;
  /** Why, in words; it is recorded. */
  reason: string;
}

export interface OverrulingView {
  /** Operator who decided otherwise than the checks. */
  by: ActorView;
  /** When it happened (UTC). */
  at: string;
  /** What the operator found. */
  result: Result;
  /** Why, in the operator's words. */
  reason: string;
}

export interface ItemSummaryPage {
  /** What was asked for, in the order that the operation describes. */
  data: ItemSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface RequestViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: RequestView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Point that good evidence shows. Name its `code` in `covers` when you give evidence that does. */
export interface RequestPointView {
  /** Name it in `covers`. */
  code: string;
  /** What good evidence shows, in the language of the answer. */
  text: string;
  /** Whether evidence without it is incomplete. */
  required: boolean;
  /** What it says in each language; none of a platform's own programme. */
  texts: Record<string, string>;
}

/** Way by which a piece of evidence came into the case. */
export type Provenance = "given" | "deal" | "mailed";

/** State of a session as the recorder page needs it. */
export interface RecorderView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Platform of which it is: `get_branding` says how its pages look. */
  platform: string;
  /** Name of the marketplace for which the video is recorded. */
  marketplace: string | null;
  /** What the deal is about, in the marketplace's words. */
  deal: string | null;
  /** Id of the dispute. */
  dispute: string;
  /** Whose recording it is. */
  party: Side;
  /** How far the recording is. */
  state: VideoState;
  /** What is to be shown and said. */
  challenge: ChallengeView;
  /** What the recording should show. */
  checklist: ChecklistEntry[];
  /** Where the mark is to be drawn. */
  mark: MarkView;
  /** Until when it must be finished, excluded (UTC). */
  expires_at: string;
  /** Time of the server (UTC). */
  server_time: string;
  /** Pieces that have arrived. */
  chunks: number;
  /** Number of the next piece. */
  next_chunk: number;
  /** How often recording was started. */
  segments: number;
  /** Largest piece, in bytes. */
  max_chunk_bytes: number;
  /** Longest recording, in seconds. */
  max_seconds: number;
  /** What the checks have found; null before. */
  result: Result | null;
}

export interface LegalHoldReleaseBody {
  /** Id of the dispute. */
  dispute: string;
}

export type RequestState = "open" | "satisfied" | "lapsed" | "closed";

/** Request for evidence: who owes which kinds until when, and what happens if none comes. */
export interface RequestView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Who owes it. */
  party: Side;
  /** Kinds of evidence that satisfy it; one of them does. */
  kinds: string[];
  /** `required`, one of several (`one_of`), or `optional`. */
  level: Level;
  /** Requests of one group are sealed and revealed, and given grace, together. */
  group: string;
  /** `sealed`: the other party sees it once both have given theirs, or the time is over. */
  disclosure: Disclosure;
  /** What good evidence shows. */
  checklist: RequestPointView[];
  /** Whether it is open still. */
  state: RequestState;
  /** Whether it has been satisfied. */
  satisfied: boolean;
  /** Id of the evidence that satisfies it; null while none does. */
  satisfied_by: string | null;
  /** All required points of the checklist have to be covered, by the pieces together. */
  needs_all_points: boolean;
  /** What was given before it was asked for counts only once it is attached to it. */
  since_asked: boolean;
  /** What was given for it, the first first. */
  answers: RequestAnswerView[];
  /** How often invalid evidence may be replaced; null: always. */
  resubmissions_left: number | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** The first instant that is too late, unless it `stays_open`. */
  due_at: string;
  /** Evidence is taken beyond `due_at`, too, as long as the case is in the stages that decide about it. */
  stays_open: boolean;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
}

export type Result = "live" | "partly_live" | "not_shown_live";

export interface RetentionBody {
  /** Days after the end of a case until its evidence is erased. */
  days: number;
}

/** Days after the end of a case until its evidence is erased. */
export interface RetentionView {
  /** Days after the end of a case until its evidence is erased. */
  days: number;
  /** The platform has said nothing; it is as long as usual. */
  usual: boolean;
}

export interface ReuseView {
  /** Id of the other piece of evidence. */
  item: string;
  /** Id of the case that it was given in. */
  dispute: string;
  /** `same_file`: byte by byte. `looks_alike`: a similar picture. */
  how: ReuseHow;
}

export type ScanState = "not_scanned" | "clean" | "quarantined" | "infected";

/** Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte. */
export interface SealView {
  /** Which ruling it is about: 1 for the first. */
  instance: number;
  /** When it was sealed (UTC). */
  sealed_at: string;
  /** What was there, as JSON in a text: exactly these bytes are signed. */
  manifest: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** Ed25519, in Base64. */
  signature: string;
  /** Id of the key that signed it. */
  key_id: string;
  /** A token of RFC 3161 over the manifest, in Base64. */
  timestamp: string | null;
}

export interface SealsView {
  /** What was asked for, in the order that the operation describes. */
  data: SealView[];
}

export interface SegmentView {
  /** Number of this start, from 0. */
  segment: number;
  /** Number of the next piece. */
  next_chunk: number;
}

/**
 * Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that
 * is
 * none of those known is `other`, with its name in `carrier_name`.
 */
export interface ShipmentRecordBody {
  /** Always `shipment_record`. */
  kind: "shipment_record";
  /** Id of the dispute. */
  dispute: string;
  /** Id of the request that it answers; found by its kind if left out. */
  request?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
  /**
   * One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
   * Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
   * Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
   * Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen,
   * YunExpress, bpost, Österreichische Post; or `other`.
   */
  carrier: string;
  /** Of a carrier that is `other`. */
  carrier_name?: string | null;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** When the parcel was handed over (UTC), if known. */
  shipped_at?: string | null;
}

export interface ShipmentRecordView {
  /** Name of the carrier, as people write it. */
  carrier: string;
  /** Of a carrier that is `other` than those known. */
  carrier_name: string | null;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** When the parcel was handed over (UTC), as it was told; null if it was not. */
  shipped_at: string | null;
  /** What speaks against it: it counts until an operator finds it invalid, who looks twice. */
  doubts: ShipmentDoubt[];
}

/** Party of a case. */
export type Side = "buyer" | "seller";

/** Signals only: nothing follows from them by itself. */
export interface SignalsView {
  /** Other pieces of evidence that are or show the same. */
  reused: ReuseView[];
  /** When the picture says that it was taken (UTC); null if it does not. */
  taken_at: string | null;
  /** Whether it says that it was taken after it arrived here. */
  taken_after_receipt: boolean;
}

export interface StartSegmentBody {
  /** The case code the recorder shows. */
  code: string;
  /** What the recorder makes, as in `video/webm;codecs=vp8,opus`. */
  media_type: string;
}

export interface StatementBody {
  /** Always `statement`. */
  kind: "statement";
  /** Id of the dispute. */
  dispute: string;
  /** Id of the request that it answers; found by its kind if left out. */
  request?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
  /** What you state, in up to 10,000 characters. */
  text: string;
}

export interface SubmitExternalVideo {
  /** Id of the dispute. */
  dispute: string;
  /** The request it answers; found by its kind if left out. */
  request?: string | null;
  /** Address of the call or of its recording, elsewhere. */
  link: string;
  /** Name of the platform on which it took place. */
  provider: string;
  /** When it began (RFC 3339). */
  started_at: string;
  /** When it ended (RFC 3339). */
  ended_at: string;
  /** An uploaded video of the same side that is its recording. */
  recording?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
}

/** Whether a piece of evidence can satisfy a request, beside being valid: what it still lacks, if anything. */
export type Sufficiency = "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

/** Current mark, for the next moments only. */
export interface ChallengeMarkView {
  /** Number of the mark in the recording. */
  slot: number;
  /** Row by row, a bit a cell, 1 is white; hexadecimal. */
  cells: string;
  /** Time of the server (UTC). */
  server_time: string;
  /** Until there is a new one. */
  next_ms: number;
}

export type UploadState = "receiving" | "finishing" | "done" | "rejected" | "cancelled";

/** State of a resumable upload. */
export interface UploadView {
  /** Id of the upload, and of the evidence it becomes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** How far it is. */
  state: UploadState;
  /** Bytes that have arrived. */
  offset: number;
  /** Size of the whole file, in bytes. */
  length: number;
  /** Until when it can be continued (UTC). */
  expires_at: string;
  /** Id of the evidence it has become; null before. */
  item: string | null;
  /** Why it was rejected, as a code; null if it was not. */
  why: string | null;
}

/** Result of the checks. `words_spoken` is always for the operator to hear. */
export interface VideoVerificationView {
  /** What the checks have found. */
  result: Result;
  /** Length of the recording. */
  seconds: number;
  /** Pictures in it. */
  frames: number;
  /** What each check has found. */
  checks: VideoCheckView[];
  /** When it was checked (UTC). */
  verified_at: string;
}

export type VideoState = "open" | "recording" | "finished" | "verified" | "abandoned";

/** Live recording: who is to show what until when, what has arrived, and what the checks found. */
export interface VideoView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Whose recording it is. */
  party: Side;
  /** Who opened it. */
  by: ActorView;
  /** How far the recording is. */
  state: VideoState;
  /** What is to be shown and said. */
  challenge: ChallengeView;
  /** Opens the recorder; shown to the party while it may record. */
  recorder_url: string | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** Until when it must be finished, excluded (UTC). */
  expires_at: string;
  /** When recording began (UTC); null before. */
  started_at: string | null;
  /** When the last piece arrived (UTC); null before. */
  last_chunk_at: string | null;
  /** When it was finished (UTC); null before. */
  finished_at: string | null;
  /** Pieces that have arrived. */
  chunks: number;
  /** Their size together, in bytes. */
  total_bytes: number;
  /** Where something is missing, or was stopped. */
  gaps: GapView[];
  /** Id of the piece of evidence it has become; null before. */
  item: string | null;
  /** The checks', or an operator's who overruled them. */
  result: Result | null;
  /** What the checks have found; null before. */
  verification: VideoVerificationView | null;
  /** What an operator has found instead; null if nothing. */
  overruling: OverrulingView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
}

export interface ExternalVideoFindingView {
  /** What was checked. */
  check: string;
  /** `unknown`: it could not be found out, and an operator looks. */
  outcome: CheckOutcome;
  /** Why, as a code. */
  reason: string;
}

export interface FindingView {
  /** What was checked. */
  check: string;
  /** `pass`, `fail` or `unknown`. */
  outcome: string;
  /** Why, as a code. */
  reason: string;
  /** Second of the recording in which it shows; null if in none. */
  at_seconds: number | null;
}

export type EraseRole = "buyer" | "seller" | "representative";

export type GapKind = "paused" | "restarted" | "missing";

export type HoldState = "held" | "released";

export type ReuseHow = "same_file" | "looks_alike";

export interface AcceptBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: AcceptOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** The proposal's version you have read. */
  version: number;
  /** Index of the chosen option. */
  option: number;
}

/** Basis of an agreement: somebody accepted, or silence counts as accepting. */
export type AgreementBasis = "acceptance" | "silence";

export interface AnswerBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: AnswerOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** What is asked, or an earlier question to go back to. */
  question: string;
  /** A choice's code, true or false, a number, or an amount. */
  value: boolean | number | string | MoneyBody;
}

export type AnswerKind = "choice" | "yes_no" | "number" | "amount";

export interface WalkAnswerView {
  /** Code of the question. */
  question: string;
  /** As it was asked. */
  text: string;
  /** What was answered: a choice's code, `true` or `false`, a number, or an amount. */
  value: string | boolean | number | MoneyView;
  /** The answer in words. */
  says: string;
  /** When (UTC). */
  answered_at: string;
  /** Taken back by going back to this question or an earlier one. */
  withdrawn: boolean;
}

export interface ChoiceView {
  /** What to send as the answer. */
  code: string;
  /** What people read. */
  text: string;
}

export interface EdgeBody {
  /** A question, or `suggestions` to end. */
  to: string;
  /** In CEL. The first that holds is taken; the last has none. */
  when?: string | null;
}

/** Consequence of an agreement elsewhere, and where to watch it. */
export interface FollowsView {
  /** `settlement`: money is divided. `obligation`: goods come first. */
  action: FollowsAction;
  /** Id of the dispute. */
  dispute: string;
  /** Address of the dispute, where it is seen. */
  href: string;
}

export interface MediationSummary {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the escrow whose money the two negotiate about. */
  escrow: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** How far the negotiation is. */
  state: State;
  /** Whose turn it is; null if nobody's. */
  awaiting: Side | null;
  /** Who is to answer what stands; both, of a mediator's proposal. */
  asked: Side[];
  /** Until when, excluded (UTC); null if nobody is waited for. */
  due_at: string | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

/** Negotiation as the caller may see it, with what they may do and what happens if nobody does. */
export interface MediationView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the escrow whose money the two negotiate about. */
  escrow: string;
  /** How far the negotiation is. */
  state: State;
  /** Whether it is your turn. */
  viewer_state: MediationViewerState;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What is in dispute. */
  amount: MoneyView;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened the dispute. */
  claimant: Side;
  /** Number of the round: it rises with each counter-offer. */
  round: number;
  /** Rounds that the policy allows. */
  max_rounds: number;
  /** Every proposal, the first one first. */
  proposals: ProposalView[];
  /** Whose turn it is; null if nobody's. */
  awaiting: Side | null;
  /** Who is to answer what stands; both, of a mediator's proposal. */
  asked: Side[];
  /** Until when, excluded (UTC); null if nobody is waited for. */
  due_at: string | null;
  /** Since when the case stands still; `due_at` moves on with it. */
  paused_at: string | null;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /** What an agreement has led to; null without one. */
  follows: FollowsView | null;
  /** Agreement that is not decided on yet; no act is possible. */
  pending: SubmittedView | null;
  /** How the claimant was guided to the first proposal. */
  walk: WalkView | null;
  /** When it was created (UTC). */
  created_at: string;
}

/** Author of a proposal that is put to both sides. */
export type Mediator = "operator";

/**
 * Solution to offer. A partial refund names an amount or its share in basis points.
 *
 * So may a replacement, where `constraints.with_reduction` of the action lists it: that much goes back to the
 * buyer at
 * once, and the replacement is about the rest. The other kinds name neither.
 */
export interface OptionBody {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets back. Of a partial refund, instead of a share. */
  amount?: MoneyBody | null;
  /** What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter. */
  basis_points?: number | null;
}

/** Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount. */
export interface OptionView {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyView | null;
  /** What the seller gets: a fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where goods decide first. */
  fee: MoneyView | null;
  /** What goes back to the buyer at once, beside goods. */
  reduction: MoneyView | null;
}

/** What came before an agreement, and how the case stood then. */
export interface OvertakenView {
  /**
   * `case_ended`, `money_ordered`, `deadline_passed` (`due_at` says when), or `stage_left`: the case is where no
   * agreement counts.
   */
  why: string;
  /** Stage of the case, or `settling`, `reversing`, `closed`. */
  case_state: string;
  /** Outcome of the case, where it had one. */
  outcome: string | null;
  /** When the turn that it came into would have ended (UTC); null if none. */
  due_at: string | null;
}

export interface MediationSummaryPage {
  /** What was asked for, in the order that the operation describes. */
  data: MediationSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Acceptance received, and neither agreed nor refused yet: `href` tells the outcome. */
export interface PendingAgreementView {
  /** Always `pending`. */
  state: "pending";
  /** Id of the negotiation. */
  mediation: string;
  /** Id of the dispute. */
  dispute: string;
  /** Number of the proposal. */
  proposal: number;
  /** Number of the accepted option, from 0. */
  option: number;
  /** When the acceptance was received (UTC): it counts as of then. */
  received_at: string;
  /** Address that tells the outcome. */
  href: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

/** State of a proposal. */
export type ProposalState = "standing" | "superseded" | "accepted" | "rejected" | "expired" | "executed_on_silence" | "withdrawn" | "overtaken";

export interface ProposalView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Its number in the negotiation, from 1. */
  number: number;
  /** Number of its wordings, from 1: what is accepted names it. */
  version: number;
  /** `operator`: a mediator has put it to both sides. */
  by: Side | Mediator;
  /** Sides that have accepted a mediator's proposal so far. */
  consents: Side[];
  /** 0 is the opening proposal, each counter-offer one more. */
  round: number;
  /** What has become of it. */
  state: ProposalState;
  /** Solutions to choose from; they are accepted by their place, from 0. */
  options: OptionView[];
  /** When it was made (UTC). */
  created_at: string;
  /** Until when it can be answered, excluded (UTC); null if it stands without a deadline. */
  expires_at: string | null;
  /** Index of the option that is carried out. */
  chosen: number | null;
  /** When it was accepted (UTC); null if it was not. */
  accepted_at: string | null;
  /** Why it was rejected. */
  reason: string | null;
  /** What its author wrote with it. */
  note: string | null;
  /** What came before an agreement on it. */
  overtaken: OvertakenView | null;
  /** Its author, where an operator has worded it for them. */
  worded_on_behalf_of: BehalfView | null;
  /** Who answered it, where an operator did so for them. */
  answered_on_behalf_of: BehalfView | null;
}

export interface ProposeBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ProposeOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Ranked: the first is what you prefer. */
  options: OptionBody[];
  /** In your own words; shown to the other party and the operator. */
  note?: string | null;
}

export interface QuestionBody {
  /** The question, for people. */
  text: string;
  /** How it is answered. */
  kind: AnswerKind;
  /** Of `choice`: what there is to choose, by its code. */
  choices?: Record<string, string>;
  /** Of `number` and `amount`: the least that is taken. */
  least?: number;
  /** Of `number` and `amount`: the most that is taken. */
  most?: number;
  /** Where each answer leads; the first whose condition holds. */
  next: EdgeBody[];
}

/** Question with all it takes to answer it, so that one click does. */
export interface QuestionView {
  /** Name it in the answer. */
  code: string;
  /** The question, for people. */
  text: string;
  /** How it is answered. */
  kind: AnswerKind;
  /** Of `choice`: what there is to choose; else empty. */
  choices: ChoiceView[];
  /** Of `number` and `amount`: the least that is taken; else null. */
  least: number | null;
  /** Of `number` and `amount`: the most that is taken; else null. */
  most: number | null;
  /** Of an amount. */
  currency: string | null;
}

export interface RejectBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: RejectOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Version of the proposal that you have read; what was reworded since is not rejected. */
  version?: number | null;
  /** In your own words; shown to the other party and the operator. */
  reason?: string | null;
}

/** New options, bound to the version of the proposal that they answer or replace. */
export interface RewordBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: RewordOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Ranked: the first is what you prefer. */
  options: OptionBody[];
  /** In your own words; shown to the other party and the operator. */
  note?: string | null;
  /** The proposal's version you have read. */
  version: number;
}

/** State of a negotiation. */
export type State = "guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed";

/** Agreement that disputes still has to decide on; read again in a second. */
export interface SubmittedView {
  /** Always `agreement`. */
  what: "agreement";
  /** Always `disputes`: it decides what ends a case. */
  of: "disputes";
  /** Number of the proposal. */
  proposal: number;
  /** Number of the option, from 0. */
  option: number;
  /** `acceptance`, or `silence` that counts as one. */
  basis: AgreementBasis;
  /** What it is judged by: receipt of the acceptance, or the deadline. */
  received_at: string;
}

/** Option that fits, and between which amounts a partial refund may be proposed. */
export interface SuggestedView {
  /** The solution, in money. */
  option: OptionView;
  /** What people read about it. */
  text: string;
  /** Least that may be proposed as a partial refund; null for other solutions. */
  least: MoneyView | null;
  /** Most that may be proposed as a partial refund; null for other solutions. */
  most: MoneyView | null;
}

/** Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression. */
export interface SuggestionBody {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What people read about it. */
  text: string;
  /** Condition in CEL; without it, always suggested. */
  when?: string | null;
  /** Of a partial refund: its share of the disputed amount, in basis points. */
  basis_points?: number | null;
  /** Suggested only in disputes of this currency. */
  fixed?: MoneyBody | null;
  /** In CEL: minor units of the disputed currency. */
  amount?: string | null;
  /** Of the disputed amount: how far down one may go. */
  at_least?: number | null;
  /** Of the disputed amount: how far up one may go. */
  at_most?: number | null;
}

export interface SuggestionsView {
  /** Ranked: the first fits best. */
  data: SuggestedView[];
}

export interface TreeBody {
  /** Name of the tree; its editions are named after it. */
  name: string;
  /** The name, a hyphen, and what makes this edition another one. */
  edition: string;
  /** Title for people. */
  title: string;
  /** Where the walk begins: the first whose condition holds. */
  first: EdgeBody[];
  /** The questions, by their codes. */
  questions: Record<string, QuestionBody>;
  /** Ranked, the best first. */
  suggestions: SuggestionBody[];
}

export interface TreeList {
  /** What was asked for, in the order that the operation describes. */
  data: TreeSummary[];
}

export interface TreeRef {
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Title for people. */
  title: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
}

export interface TreeSummary {
  /** Its name. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Title for people. */
  title: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /** `parley`: comes with Parley. `platform`: your own. */
  owner: TreeSummaryOwner;
  /** None for those that come with Parley. */
  published_at: string | null;
}

export interface TreeView {
  /** Its name. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Title for people. */
  title: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /** `parley`: comes with Parley. `platform`: your own. */
  owner: TreeOwner;
  /** None for those that come with Parley. */
  published_at: string | null;
  /** The tree itself, as it was published. */
  tree: TreeBody;
}

/** Claimant's way through the tree. The other side sees it once it has come to a proposal. */
export interface WalkView {
  /** The edition of the tree that is walked. */
  tree: TreeRef;
  /** Until when it has to end; None once it has ended. */
  answer_by: string | null;
  /** What is asked now; null at the end. */
  question: QuestionView | null;
  /** What was asked and answered so far, in order. */
  trace: WalkAnswerView[];
  /** What the answers lead to; for the claimant and the operators. */
  suggestions: SuggestedView[] | null;
}

export type AcceptOnBehalfOf = "buyer" | "seller";

export type AnswerOnBehalfOf = "buyer" | "seller";

export type FollowsAction = "settlement" | "obligation";

export type MediationViewerState = "required_action" | "optional_action" | "waiting" | "over";

export type ProposeOnBehalfOf = "buyer" | "seller";

export type RejectOnBehalfOf = "buyer" | "seller";

export type RewordOnBehalfOf = "buyer" | "seller";

export type TreeSummaryOwner = "parley" | "platform";

export type TreeOwner = "parley" | "platform";

export interface AttemptView {
  /** Number of the attempt, from 1. */
  number: number;
  /** When it was made (UTC). */
  at: string;
  /** HTTP status of the answer; null if there was none. */
  status_code: number | null;
  /** Why it failed; null if it did not. */
  error: DeliveryFailure | null;
  /** How long it took, in milliseconds. */
  duration_ms: number;
}

/** Reason why an attempt failed, as its owner may know it. Nothing here tells names or addresses apart. */
export type DeliveryFailure = "http_status" | "redirect_refused" | "unreachable" | "tls_failed" | "timeout" | "protocol_error" | "internal_error";

export interface DeliveryView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** The `webhook-id` header: the same for every attempt, also after a redelivery. */
  webhook_id: string;
  /** Id of the webhook endpoint. */
  endpoint: string;
  /** Id of the event; it is also the `webhook-id` that was sent. */
  event: string;
  /** Type of the event. */
  event_type: string;
  /** How far it is. */
  state: MessageState;
  /** When it was created (UTC). */
  created_at: string;
  /** When it is tried next (UTC); null if it is not. */
  next_attempt_at: string | null;
  /** Every attempt so far, the first one first. */
  attempts: AttemptView[];
}

/** Reason why it is disabled: who or what did it. */
export type DisabledReason = "owner" | "gone" | "failing";

/** Changes of an endpoint; what is left out stays as it is. */
export interface EndpointChangeBody {
  /** Where to deliver: HTTPS, a public address. */
  url?: string | null;
  /** Which events to deliver: names, families such as `dispute.*`, or `*`. */
  event_types?: string[] | null;
  /** Your own words about it; never interpreted. */
  description?: string | null;
  /** `true` delivers again; `false` stops. */
  enabled?: boolean | null;
}

export interface EndpointListView {
  /** What was asked for, in the order that the operation describes. */
  data: EndpointView[];
}

export type EndpointState = "enabled" | "disabled" | "deleted";

export interface EndpointView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Where events are delivered. */
  url: string;
  /** Which events are delivered. */
  event_types: string[];
  /** Your own words about it; never interpreted. */
  description: string | null;
  /** Whether events are delivered. */
  state: EndpointState;
  /** Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled. */
  disabled_why: DisabledReason | null;
  /** Since when every delivery has failed (UTC); null if the last one did not. */
  failing_since: string | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

/** Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since. */
export interface EventPage {
  /** What was asked for, in the order that the operation describes. */
  data: EventView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Keep it, also of the last page: with it you ask later for what came since. */
  next_cursor: string | null;
}

/** Event, word for word what webhooks carry. */
export interface EventView {
  /** What happened, as in `dispute.opened`. */
  type: string;
  /** When it happened, by the platform's clock (UTC). */
  timestamp: string;
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Counts the subject's events from 1; the gaps are internal ones. */
  sequence: number;
  /** Version of the subject after it. */
  version: number;
  /** Counts the subject's public events from 1, without a gap and in order; null in a test event. */
  number: number | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it. */
  actor: ActorView;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** What the type tells; see the catalogue of events. */
  data: Record<string, unknown>;
}

export type MessageState = "pending" | "delivered" | "failed" | "stopped";

/** `event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will. */
export interface NewEndpointBody {
  /** Where to deliver: HTTPS, a public address (in a sandbox loopback, too). */
  url: string;
  /** Which events to deliver: names, families such as `dispute.*`, or `*`. */
  event_types: string[];
  /** Your own words about it; never interpreted. */
  description?: string | null;
  /** Your own `whsec_…` of 24 to 64 bytes; left out, one is made. */
  secret?: string | null;
}

export interface NewEndpointView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Where events are delivered. */
  url: string;
  /** Which events are delivered. */
  event_types: string[];
  /** Your own words about it; never interpreted. */
  description: string | null;
  /** Whether events are delivered. */
  state: EndpointState;
  /** Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled. */
  disabled_why: DisabledReason | null;
  /** Since when every delivery has failed (UTC); null if the last one did not. */
  failing_since: string | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** Shown this once. Verify signatures with it. */
  secret: string;
}

export interface DeliveryViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: DeliveryView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Range of the events' own timestamps, half open. */
export interface ReplayBody {
  /** From which timestamp on, included. */
  since: string;
  /** Until which timestamp, excluded. */
  until: string;
}

export interface ReplayView {
  /** Id of the webhook endpoint. */
  endpoint: string;
  /** Number of events that will be sent. */
  events: number;
}

export interface SampleEventBody {
  /** Public type whose recorded sample is sent; left out, `webhook_endpoint.test`, which is about nothing. */
  event_type?: string;
}

export interface SecretBody {
  /** Your own; left out, one is made. */
  secret?: string | null;
}

/** Amount in minor units of its currency. */
export interface MoneyRef {
  /** Minor units of the currency: cents of EUR, yen of JPY. */
  amount: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/** Fee agreed for a deal: a rate, a fixed amount, or both. */
export interface FeeRef {
  /** Share in basis points: 100 are one per cent, 10,000 all of it. */
  basis_points: number;
  /** Fixed amount on top of the share. */
  fixed: MoneyRef;
  /** `seller`: taken off what the seller gets. `buyer`: paid on top of the price. */
  paid_by: FeePayer;
}

/**
 * Step that an escrow takes by itself when nobody acts. A step that is due while money is frozen is taken when
 * the
 * freeze ends without a settlement.
 */
export interface AutomaticStepRef {
  /** Which kind it is. */
  kind: AutomaticStep;
  /** When (UTC). */
  due_at: string;
  /**
   * After a presumed delivery: when the release follows, the inspection over and no filing window holding the
   * money.
   */
  release_at: string | null;
}

/** Step that an escrow takes by itself. */
export type AutomaticStep = "funding_expiry" | "auto_refund_unshipped" | "presume_delivery" | "auto_refund_undelivered" | "auto_release";

/** Actor: who did it. */
export interface ActorRef {
  /** Role of whoever it is. */
  role: ActorRefRole;
  /** Its id, given by Parley; it never changes. */
  id: string;
}

/** Deal agreed; the buyer's money is awaited. */
export interface EscrowCreatedEvent {
  /** What has happened. */
  type: "escrow.created";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowCreatedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null };
}

/** Whole price (and the buyer's fee, if the buyer pays it) is held. */
export interface EscrowFundedEvent {
  /** What has happened. */
  type: "escrow.funded";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowFundedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null };
}

/** Goods handed to a carrier by the seller. */
export interface EscrowShippedEvent {
  /** What has happened. */
  type: "escrow.shipped";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowShippedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null };
}

/** Carrier or tracking number put right; the goods are still on their way. */
export interface EscrowShipmentCorrectedEvent {
  /** What has happened. */
  type: "escrow.shipment_corrected";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowShipmentCorrectedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null };
}

/** Goods arrived. If the buyer stays silent, the money is released at `inspection_ends_at`. */
export interface EscrowDeliveredEvent {
  /** What has happened. */
  type: "escrow.delivered";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowDeliveredEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "inspection_ends_at": string; "presumed": boolean };
}

/** Buyer inspected and accepted; the release follows as its own fact. */
export interface EscrowAcceptedEvent {
  /** What has happened. */
  type: "escrow.accepted";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowAcceptedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null };
}

/** Silence that has brought an end about: which clock ran out on whom, and what was carried out for it. */
export interface TimeoutRef {
  /** Name of the clock that ran out. */
  deadline: string;
  /** Who was waited for. */
  owed_by: TimeoutRefOwedBy;
  /** When it ran out (UTC). */
  due_at: string;
  /** As it was foretold, e.g. `execute_buyer_solution`. */
  executed: string;
}

/** End of the deal: no money is held any more; `state` says how it ended. */
export interface EscrowClosedEvent {
  /** What has happened. */
  type: "escrow.closed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowClosedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "timeout": TimeoutRef | null };
}

/** Payment came in and is held. A deal can be paid in several. */
export interface FundsHeldEvent {
  /** What has happened. */
  type: "funds.held";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsHeldEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "amount": MoneyRef };
}

/** Money that could not be applied (too much, or too late) waits in suspense. */
export interface FundsParkedEvent {
  /** What has happened. */
  type: "funds.parked";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsParkedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "amount": MoneyRef; "why": FundsParkedEventDataWhy };
}

/** Money left the hold for the seller, less the platform's `fee`. */
export interface FundsReleasedEvent {
  /** What has happened. */
  type: "funds.released";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsReleasedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "instruction": string; "to_seller": MoneyRef; "fee": MoneyRef; "fee_on_top": MoneyRef | null };
}

/** Money left the hold for the buyer. */
export interface FundsRefundedEvent {
  /** What has happened. */
  type: "funds.refunded";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsRefundedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "instruction": string; "to_buyer": MoneyRef; "fee_returned": MoneyRef | null };
}

/** Disputed part cannot be released until the dispute ends. A dispute's clocks start here. */
export interface EscrowFrozenEvent {
  /** What has happened. */
  type: "escrow.frozen";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowFrozenEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "amount": MoneyRef };
}

/** Money that a dispute asked to hold still is not there, or no longer: the dispute is void. */
export interface EscrowFreezeRefusedEvent {
  /** What has happened. */
  type: "escrow.freeze_refused";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowFreezeRefusedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "why": EscrowFreezeRefusedEventDataWhy };
}

/** Dispute ended without a settlement: the money takes its ordinary course. */
export interface EscrowUnfrozenEvent {
  /** What has happened. */
  type: "escrow.unfrozen";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowUnfrozenEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "amount": MoneyRef };
}

/**
 * Disputed part divided as ordered, in one posting: `to_buyer + to_seller + fee` is the disputed amount.
 *
 * The order's share of the seller is `to_seller + fee`: the fee that the seller pays comes out of it.
 */
export interface EscrowSettledEvent {
  /** What has happened. */
  type: "escrow.settled";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": EscrowSettledEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "instruction": string; "to_buyer": MoneyRef; "to_seller": MoneyRef; "fee": MoneyRef; "fee_on_top": MoneyRef | null; "fee_returned": MoneyRef | null };
}

/** Settlement undone in part: one side gets more, the other owes it, as a receivable. */
export interface FundsReversedEvent {
  /** What has happened. */
  type: "funds.reversed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsReversedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "instruction": string; "reverses": string; "to": FundsReversedEventDataTo; "amount": MoneyRef; "fee": MoneyRef | null };
}

/** Fine in the ledger: a participant owes it to the platform. */
export interface FundsFineBookedEvent {
  /** What has happened. */
  type: "funds.fine_booked";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsFineBookedEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "instruction": string; "participant": string; "amount": MoneyRef };
}

/** Fine taken back in the ledger, after an appeal. */
export interface FundsFineCancelledEvent {
  /** What has happened. */
  type: "funds.fine_cancelled";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "buyer": string; "seller": string; "currency": string; "state": FundsFineCancelledEventDataState; "policy": string; "policy_hash": string | null; "category": string | null; "price": MoneyRef; "held": MoneyRef; "frozen": MoneyRef; "released": MoneyRef; "refunded": MoneyRef; "fee_terms": FeeRef; "fee_held": MoneyRef; "next_step": AutomaticStepRef | null; "funded_at": string | null; "delivered_at": string | null; "partner_reference": string | null; "dispute": string; "instruction": string; "reverses": string; "participant": string; "amount": MoneyRef };
}

/** How a case stands: enough to keep its state without asking. */
export interface CaseSnapshotRef {
  /** Where the case is, in words that all policies share. */
  status: string;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Once it has ended. */
  outcome: CaseSnapshotRefOutcome | null;
  /** What is disputed. */
  disputed: MoneyRef;
  /** What of it has gone back to the buyer at once, beside goods. */
  reduced: MoneyRef | null;
  /** Clocks that run. */
  deadlines: ClockRef[];
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** User id of the operator who has it; null if nobody does. */
  assignee: string | null;
}

/** Clock of a case that runs: which, until when, and who owes the act. */
export interface ClockRef {
  /** Name of the clock. */
  deadline: string;
  /** When it runs out, excluded (UTC). */
  due_at: string;
  /** Who is waited for; null if nobody in particular. */
  owed_by: ClockRefOwedBy | null;
  /** Of evidence: which request. */
  request: string | null;
}

/** Party for whom an operator has acted, and by which means it asked them to. */
export interface BehalfRef {
  /** The party it is about: `buyer` or `seller`. */
  party: BehalfRefParty;
  /** How the party had told support what it wants. */
  means: BehalfRefMeans;
}

/** Second operator disagrees: the case is to be decided anew. */
export interface DisputeApprovalRejectedEvent {
  /** What has happened. */
  type: "dispute.approval_rejected";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "decision": string };
}

/** Decision of much weight: it waits for another operator with the scope `lead`. Nothing follows from it yet. */
export interface DisputeApprovalRequestedEvent {
  /** What has happened. */
  type: "dispute.approval_requested";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "decision": string; "weighs": DisputeApprovalRequestedEventDataWeighs[] };
}

/** Somebody's time is running out, as the policy wants them reminded. */
export interface DisputeDeadlineApproachingEvent {
  /** What has happened. */
  type: "dispute.deadline_approaching";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "of": DisputeDeadlineApproachingEventDataOf; "deadline": string; "due_at": string };
}

/** Time is up; what follows is told by events of its own. */
export interface DisputeDeadlineExpiredEvent {
  /** What has happened. */
  type: "dispute.deadline_expired";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "deadline": string; "owed_by": DisputeDeadlineExpiredEventDataOwedBy | null; "due_at": string };
}

/** More time, given by an operator. Whoever owns the clock obeys if it still runs, and tells the new instant. */
export interface DisputeDeadlineExtendedEvent {
  /** What has happened. */
  type: "dispute.deadline_extended";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "deadline": string; "request": string | null; "due_at": string; "reason_code": string; "received_at": string | null };
}

/** Clocks of the case stand still, in every service. */
export interface DisputePausedEvent {
  /** What has happened. */
  type: "dispute.paused";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null };
}

/** Clocks go on: what was due at `d` is now due at `d + (resumed_at - paused_at)`, in elapsed time. */
export interface DisputeResumedEvent {
  /** What has happened. */
  type: "dispute.resumed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "paused_at": string; "resumed_at": string };
}

/** Target or limit of an operator has passed. Alerts only; never moves money (K2). */
export interface SlaBreachedEvent {
  /** What has happened. */
  type: "sla.breached";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "deadline": string; "level": SlaBreachedEventDataLevel; "due_at": string };
}

/** Whom it was owed said how it arrived. Anything but `received` brings the case to an operator. */
export interface ObligationConfirmedEvent {
  /** What has happened. */
  type: "obligation.confirmed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "obligation": ObligationConfirmedEventDataObligation; "condition": ObligationConfirmedEventDataCondition };
}

/** Promise of a party is done. */
export interface ObligationFulfilledEvent {
  /** What has happened. */
  type: "obligation.fulfilled";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "obligation": ObligationFulfilledEventDataObligation };
}

/** Something other than money is owed: a return, a replacement. */
export interface ObligationStartedEvent {
  /** What has happened. */
  type: "obligation.started";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "obligation": ObligationStartedEventDataObligation; "owed_by": ObligationStartedEventDataOwedBy; "due_at": string };
}

/**
 * Part of the frozen amount goes back to the buyer at once, as agreed beside goods; the case goes on about the
 * rest. Escrow carries it out once per `instruction`.
 */
export interface DisputeReductionOrderedEvent {
  /** What has happened. */
  type: "dispute.reduction_ordered";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "instruction": string; "amount": MoneyRef; "left": MoneyRef };
}

/** Carrier or tracking number put right by whoever sent the goods, before the other side received them. */
export interface ParcelCorrectedEvent {
  /** What has happened. */
  type: "parcel.corrected";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "obligation": ParcelCorrectedEventDataObligation };
}

/** Return acknowledged: the seller said what came back, if anything. */
export interface ReturnAcknowledgedEvent {
  /** What has happened. */
  type: "return.acknowledged";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "condition": ReturnAcknowledgedEventDataCondition };
}

/** Return address put right by the seller, before anything was sent to it. It is read from the case. */
export interface ReturnAddressCorrectedEvent {
  /** What has happened. */
  type: "return.address_corrected";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null };
}

/** Return address named by the seller (D10). The address itself is read from the case. */
export interface ReturnAddressGivenEvent {
  /** What has happened. */
  type: "return.address_given";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "ship_by": string };
}

/** Goods sent back by the buyer. */
export interface ReturnShippedEvent {
  /** What has happened. */
  type: "return.shipped";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "acknowledge_by": string };
}

/** Consequence for a person, stated in the resolution (K14). Acts and what they lead to are the edition's. */
export interface PenaltyRef {
  /** The party it is about: `buyer` or `seller`. */
  party: PenaltyRefParty;
  /** Code of the act that is penalised. */
  act: string;
  /** Change of ranking points, as in -50 (K15). */
  points: number;
  /** Which warning for this act it is: 1, 2, … */
  warning: number;
  /** The fine; null without one. */
  fine: MoneyRef | null;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Whether it closes the participant's account. */
  closed: boolean;
}

/** Penalty imposed by a ruling on a participant; `penalty` says which, and for what. */
export interface PenaltyImposedEvent {
  /** What has happened. */
  type: "penalty.imposed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "participant": string; "dispute": string; "penalty": PenaltyRef };
}

/** Penalty undone by an appeal. */
export interface PenaltyReversedEvent {
  /** What has happened. */
  type: "penalty.reversed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "participant": string; "dispute": string; "act": string };
}

/** Escrow starts no new deal with a suspended or closed participant. Deals under way go on. */
export interface ParticipantStandingChangedEvent {
  /** What has happened. */
  type: "participant.standing_changed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "participant": string; "status": ParticipantStandingChangedEventDataStatus; "until": string | null; "points": number };
}

/** Dispute asks for its money to be held still; until escrow confirms it is only `opening`. */
export interface DisputeCreatedEvent {
  /** What has happened. */
  type: "dispute.created";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "amount": MoneyRef; "reason": string; "opened_by": DisputeCreatedEventDataOpenedBy; "received_at": string | null };
}

/** Policy of negotiating: all that mediation needs to know of it. */
export interface NegotiationTerms {
  /** Whose turn is first. */
  first_to_answer: NegotiationTermsFirstToAnswer;
  /** When the first answer is due: half-open, an act at this instant is late. With a guide, see there. */
  respond_by: string;
  /** Questions that lead to solutions; null without any. */
  guide: GuideTerms | null;
  /** What follows if no answer comes. */
  on_silence: NegotiationTermsOnSilence;
  /** A bare rejection is refused (D3), is simply recorded, or ends the negotiation (O6). */
  reject: NegotiationTermsReject;
  /** Rounds that are allowed. */
  max_rounds: number;
  /** Time for the other side to answer a counter-offer, as `common.kernel.terms.Term` spells it. */
  counter_term: string;
  /** What follows if no answer to a counter-offer comes. */
  counter_silence: NegotiationTermsCounterSilence;
  /** Whether an offer can be reworded until it is first acted on. */
  amendable: boolean;
  /** Kinds of solutions that can be offered. */
  kinds: NegotiationTermsKinds[];
  /** Most options of one proposal. */
  max_options: number;
  /** How long an offer stands once no clock of the negotiation runs any more (D14). */
  offer_term: string;
  /** Kinds of goods that a reduction of the price may come with. */
  with_reduction: NegotiationTermsWithReduction[];
  /** Business days that terms are counted in. */
  calendar: CalendarRef;
}

/** Guide: the claimant walks a decision tree, which suggests the options of the opening proposal (O2). */
export interface GuideTerms {
  /** An edition of a tree, as mediation publishes them under `/v1/trees`. */
  tree: string;
  /** Half-open. A walk not ended by a proposal until then fails as `abandoned`. */
  answer_by: string;
  /** Time for the other side to answer the proposal that ends the walk, as `common.kernel.terms.Term` spells it. */
  respond_term: string;
}

/** Calendar of the case: `weekdays` 0 is Monday, `opens`/`closes` "HH:MM", holidays ISO dates. */
export interface CalendarRef {
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Business days: 0 is Monday, 6 Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens: string;
  /** When it ends; null for the end of the day. */
  closes: string | null;
  /** Days on which nothing is due, as in `2026-12-25`. */
  holidays: string[];
}

/**
 * Solution on offer, in money as it would be paid now: `to_buyer + to_seller + fee` is the disputed amount.
 *
 * A replacement moves no money (None).
 */
export interface OptionRef {
  /** Which kind it is. */
  kind: OptionRefKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyRef | null;
  /** What the seller would get: the fee that the seller pays is taken off. */
  to_seller: MoneyRef | null;
  /** What the platform would take of the seller's share. */
  fee: MoneyRef | null;
  /** What goes back to the buyer at once, beside goods; the goods are then about the rest. */
  reduction: MoneyRef | null;
}

/** Money of a deal as escrow last told it: what a payout, and what follows a freeze, is foretold with. */
export interface DealMoneyRef {
  /** The agreed price. */
  price: MoneyRef;
  /** What the escrow holds. */
  held: MoneyRef;
  /** What of it is frozen. */
  frozen: MoneyRef;
  /** What has gone to the seller, with the fee that came out of it. */
  released: MoneyRef;
  /** What has gone back to the buyer. */
  refunded: MoneyRef;
  /** The fee, as agreed. */
  fee_terms: FeeRef;
  /** Of a fee that the buyer pays. */
  fee_held: MoneyRef;
  /** What escrow does by itself if nobody acts; null if nothing. */
  next_step: AutomaticStepRef | null;
}

/** Money is frozen and the first stage begins; a negotiation begins with it if the policy has one. */
export interface DisputeOpenedEvent {
  /** What has happened. */
  type: "dispute.opened";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "buyer": string; "seller": string; "claimant": DisputeOpenedEventDataClaimant; "amount": MoneyRef; "reason": string; "edition": string; "stage": string; "negotiation": NegotiationTerms | null; "options": OptionRef[]; "category": string | null; "price": MoneyRef | null; "deal": DealMoneyRef | null; "delivered_at": string | null };
}

/** Another stage of the policy has begun. */
export interface DisputeStageEnteredEvent {
  /** What has happened. */
  type: "dispute.stage_entered";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "stage": string; "phase": string; "status": string; "due_at": string | null; "timeout": TimeoutRef | null };
}

/** Parties did not agree: the case goes on with proof or with an operator. */
export interface DisputeEscalatedEvent {
  /** What has happened. */
  type: "dispute.escalated";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "stage": string };
}

/** Somebody owes an act; silence has the consequence the forecast shows. */
export interface DisputeActionRequiredEvent {
  /** What has happened. */
  type: "dispute.action_required";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "of": DisputeActionRequiredEventDataOf; "acts": string[]; "due_at": string | null };
}

/** Somebody wrote in the case. Read it there: events carry no text. */
export interface DisputeMessagePostedEvent {
  /** What has happened. */
  type: "dispute.message_posted";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "message": string };
}

/**
 * Case changed by what has no event of its own here, such as an act in its negotiation or a piece of evidence.
 * The
 * snapshot says how it stands now.
 */
export interface DisputeUpdatedEvent {
  /** What has happened. */
  type: "dispute.updated";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "changed": DisputeUpdatedEventDataChanged[] };
}

/** Case assigned: an operator has it now. */
export interface DisputeAssignedEvent {
  /** What has happened. */
  type: "dispute.assigned";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "operator": string | null; "earlier": string | null };
}

/** Ruling by an operator. The money follows at once, or after the appeal window, as the policy says. */
export interface DisputeDecidedEvent {
  /** What has happened. */
  type: "dispute.decided";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "instance": number; "ruling": string; "to_buyer": MoneyRef | null; "to_seller": MoneyRef | null; "fee": MoneyRef | null; "responsible": DisputeDecidedEventDataResponsible; "reason_code": string; "final": boolean; "contest_until": string | null; "penalties": PenaltyRef[] };
}

/** Appeal: a party contests the ruling; another operator decides. */
export interface AppealFiledEvent {
  /** What has happened. */
  type: "appeal.filed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "by": AppealFiledEventDataBy; "decide_by": string | null };
}

/** Second evaluation, published beside the `dispute.decided` of its instance. Final (K20). */
export interface AppealDecidedEvent {
  /** What has happened. */
  type: "appeal.decided";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "upheld": boolean };
}

/** Settlement already paid is decided anew: escrow books the difference and what is owed back. */
export interface DisputeReversalOrderedEvent {
  /** What has happened. */
  type: "dispute.reversal_ordered";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "instruction": string; "reverses": string; "to_buyer": MoneyRef; "to_seller": MoneyRef; "fee": MoneyRef | null };
}

/** Settlement order: nothing else moves a frozen amount. Escrow carries it out once per `instruction`. */
export interface DisputeSettlementOrderedEvent {
  /** What has happened. */
  type: "dispute.settlement_ordered";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "instruction": string; "to_buyer": MoneyRef; "to_seller": MoneyRef; "fee": MoneyRef | null; "basis": DisputeSettlementOrderedEventDataBasis; "timeout": TimeoutRef | null; "contest_until": string | null };
}

/** Over. With an `instruction` the money has moved as it says; without one the freeze is to be lifted. */
export interface DisputeClosedEvent {
  /** What has happened. */
  type: "dispute.closed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "escrow": string; "snapshot": CaseSnapshotRef | null; "on_behalf_of": BehalfRef | null; "outcome": DisputeClosedEventDataOutcome; "instruction": string | null; "to_buyer": MoneyRef | null; "to_seller": MoneyRef | null; "fee": MoneyRef | null; "reduced": MoneyRef | null; "why": string | null; "timeout": TimeoutRef | null; "another_may_follow": boolean; "bars": DisputeClosedEventDataBars[] };
}

/** Evidence of the named kinds is owed by a party until `due_at`. */
export interface EvidenceRequestedEvent {
  /** What has happened. */
  type: "evidence.requested";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceRequestedEventDataParty; "due_at": string; "kinds": string[]; "satisfied_by": string | null };
}

/** Valid evidence of a kind asked for came in time. */
export interface EvidenceRequestSatisfiedEvent {
  /** What has happened. */
  type: "evidence.request_satisfied";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceRequestSatisfiedEventDataParty; "due_at": string; "item": string };
}

/** Evidence that satisfied it was found invalid before the cut-off; the party may replace it (D12). */
export interface EvidenceRequestReopenedEvent {
  /** What has happened. */
  type: "evidence.request_reopened";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceRequestReopenedEventDataParty; "due_at": string };
}

/** Cut-off passed without valid evidence; `due_at` is the effective time. */
export interface EvidenceRequestLapsedEvent {
  /** What has happened. */
  type: "evidence.request_lapsed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceRequestLapsedEventDataParty; "due_at": string; "why": EvidenceRequestLapsedEventDataWhy };
}

/** Nobody's evidence had come at the checkpoint: `due_at` is the new, last cut-off (K10). */
export interface EvidenceGraceGrantedEvent {
  /** What has happened. */
  type: "evidence.grace_granted";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceGraceGrantedEventDataParty; "due_at": string };
}

/** More time by an operator, or after a pause of the case; `due_at` is the new cut-off. */
export interface EvidenceRequestExtendedEvent {
  /** What has happened. */
  type: "evidence.request_extended";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceRequestExtendedEventDataParty; "due_at": string };
}

/** Sealed evidence may be seen by the other side now: all are in, or the window is over (T8). */
export interface EvidenceRevealedEvent {
  /** What has happened. */
  type: "evidence.revealed";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": EvidenceRevealedEventDataParty; "due_at": string };
}

/** Evidence arrived, whole and in time for the case. */
export interface EvidenceReceivedEvent {
  /** What has happened. */
  type: "evidence.received";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "kind": string; "by": string; "sha256": string | null; "media_type": string | null; "size": number; "party": EvidenceReceivedEventDataParty | null; "request": string | null; "covers": string[]; "sealed": boolean; "provenance": EvidenceReceivedEventDataProvenance };
}

/** Evidence that is there already was given for a request, or for more points of its checklist. */
export interface EvidenceAttachedEvent {
  /** What has happened. */
  type: "evidence.attached";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "kind": string; "by": string; "party": EvidenceAttachedEventDataParty | null; "request": string; "covers": string[]; "sealed": boolean };
}

/** Evidence found invalid by an operator; it counts as none (D12). */
export interface EvidenceInvalidatedEvent {
  /** What has happened. */
  type: "evidence.invalidated";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "kind": string; "by": string };
}

/** Content gone for good: its giver asked for it (`request`), or its time was over (`retention`). */
export interface EvidenceErasedEvent {
  /** What has happened. */
  type: "evidence.erased";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "kind": string; "by": string; "why": EvidenceErasedEventDataWhy };
}

/** Live video can be recorded by a party now. */
export interface VideoSessionOpenedEvent {
  /** What has happened. */
  type: "video.session_opened";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": VideoSessionOpenedEventDataParty; "request": string | null };
}

/** Recording is complete. */
export interface VideoFinishedEvent {
  /** What has happened. */
  type: "video.finished";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": VideoFinishedEventDataParty; "request": string | null; "item": string; "seconds": number; "gaps": number };
}

/** Result of the automatic checks, or of an operator who overruled them. */
export interface VideoVerifiedEvent {
  /** What has happened. */
  type: "video.verified";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "party": VideoVerifiedEventDataParty; "request": string | null; "item": string; "result": VideoVerifiedEventDataResult; "overruled": boolean };
}

export interface ProposalRef {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Its number in the negotiation, from 1. */
  number: number;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** `operator`: a mediator has put it to both sides. */
  by: ProposalRefBy | "operator";
  /** Number of the round. */
  round: number;
  /** Its solutions. */
  options: OptionRef[];
}

/** Opening proposal, counter-offer, or a new one while the case is with an operator (D14). */
export interface ProposalCreatedEvent {
  /** What has happened. */
  type: "proposal.created";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "on_behalf_of": BehalfRef | null; "proposal": ProposalRef };
}

/** Proposal worded anew by its author; its version has risen. */
export interface ProposalAmendedEvent {
  /** What has happened. */
  type: "proposal.amended";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "on_behalf_of": BehalfRef | null; "proposal": ProposalRef };
}

/** Proposal refused. */
export interface ProposalRejectedEvent {
  /** What has happened. */
  type: "proposal.rejected";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "on_behalf_of": BehalfRef | null; "proposal": ProposalRef };
}

/** Option of that index taken by the other party: the negotiation is over. */
export interface ProposalAcceptedEvent {
  /** What has happened. */
  type: "proposal.accepted";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "on_behalf_of": BehalfRef | null; "proposal": ProposalRef; "option": number };
}

/** One side consents to a mediator's proposal; it is agreed once the other does. */
export interface ProposalConsentedEvent {
  /** What has happened. */
  type: "proposal.consented";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "on_behalf_of": BehalfRef | null; "proposal": ProposalRef; "by": ProposalConsentedEventDataBy };
}

/** Proposal not answered in time. */
export interface ProposalExpiredEvent {
  /** What has happened. */
  type: "proposal.expired";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "dispute": string; "on_behalf_of": BehalfRef | null; "proposal": ProposalRef; "owed_by": ProposalExpiredEventDataOwedBy | null; "due_at": string | null };
}

/** Endpoint answered 410, or nothing but failures for 120 hours. */
export interface WebhookEndpointDisabledEvent {
  /** What has happened. */
  type: "webhook_endpoint.disabled";
  /** When it took effect, by the platform's clock (UTC). */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: { "why": string };
}

export type ActorRefRole = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type EscrowCreatedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowFundedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowShippedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowShipmentCorrectedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowDeliveredEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowAcceptedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type TimeoutRefOwedBy = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type EscrowClosedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsHeldEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsParkedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsParkedEventDataWhy = "overfunded" | "late";

export type FundsReleasedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsRefundedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowFrozenEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowFreezeRefusedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowFreezeRefusedEventDataWhy = "nothing_held" | "insufficient_hold" | "already_frozen" | "escrow_ended";

export type EscrowUnfrozenEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type EscrowSettledEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsReversedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsReversedEventDataTo = "buyer" | "seller";

export type FundsFineBookedEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type FundsFineCancelledEventDataState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export type CaseSnapshotRefOutcome = "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive" | "escrow_ended";

export type ClockRefOwedBy = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type BehalfRefParty = "buyer" | "seller";

export type BehalfRefMeans = "phone" | "email" | "letter" | "chat" | "in_person" | "other";

export type DisputeApprovalRequestedEventDataWeighs = "amount_above_limit" | "permanent_closure";

export type DisputeDeadlineApproachingEventDataOf = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type DisputeDeadlineExpiredEventDataOwedBy = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type SlaBreachedEventDataLevel = "target" | "limit";

export type ObligationConfirmedEventDataObligation = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ObligationConfirmedEventDataCondition = "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

export type ObligationFulfilledEventDataObligation = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ObligationStartedEventDataObligation = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ObligationStartedEventDataOwedBy = "buyer" | "seller";

export type ParcelCorrectedEventDataObligation = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ReturnAcknowledgedEventDataCondition = "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

export type PenaltyRefParty = "buyer" | "seller";

export type ParticipantStandingChangedEventDataStatus = "active" | "suspended" | "closed";

export type DisputeCreatedEventDataOpenedBy = "buyer" | "seller";

export type NegotiationTermsFirstToAnswer = "buyer" | "seller";

export type NegotiationTermsOnSilence = "execute" | "escalate";

export type NegotiationTermsReject = "counter_required" | "allowed" | "escalates";

export type NegotiationTermsCounterSilence = "execute" | "escalate";

export type NegotiationTermsKinds = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type NegotiationTermsWithReduction = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type OptionRefKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type DisputeOpenedEventDataClaimant = "buyer" | "seller";

export type DisputeActionRequiredEventDataOf = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type DisputeUpdatedEventDataChanged = "negotiation" | "evidence_requests" | "evidence" | "deadlines" | "fines";

export type DisputeDecidedEventDataResponsible = "buyer" | "seller" | "both" | "none";

export type AppealFiledEventDataBy = "buyer" | "seller";

export type DisputeSettlementOrderedEventDataBasis = "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive" | "escrow_ended";

export type DisputeClosedEventDataOutcome = "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive" | "escrow_ended";

export type DisputeClosedEventDataBars = "buyer" | "seller";

export type EvidenceRequestedEventDataParty = "buyer" | "seller";

export type EvidenceRequestSatisfiedEventDataParty = "buyer" | "seller";

export type EvidenceRequestReopenedEventDataParty = "buyer" | "seller";

export type EvidenceRequestLapsedEventDataParty = "buyer" | "seller";

export type EvidenceRequestLapsedEventDataWhy = "silence" | "invalid";

export type EvidenceGraceGrantedEventDataParty = "buyer" | "seller";

export type EvidenceRequestExtendedEventDataParty = "buyer" | "seller";

export type EvidenceRevealedEventDataParty = "buyer" | "seller";

export type EvidenceReceivedEventDataParty = "buyer" | "seller";

export type EvidenceReceivedEventDataProvenance = "given" | "deal" | "mailed";

export type EvidenceAttachedEventDataParty = "buyer" | "seller";

export type EvidenceErasedEventDataWhy = "request" | "retention";

export type VideoSessionOpenedEventDataParty = "buyer" | "seller";

export type VideoFinishedEventDataParty = "buyer" | "seller";

export type VideoVerifiedEventDataParty = "buyer" | "seller";

export type VideoVerifiedEventDataResult = "live" | "partly_live" | "not_shown_live";

export type ProposalRefBy = "buyer" | "seller";

export type ProposalConsentedEventDataBy = "buyer" | "seller";

export type ProposalExpiredEventDataOwedBy = "buyer" | "seller";

export class AuthOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Say where tokens and keys are, and how clients prove who they are (RFC 8414): OAuth libraries set themselves
   * up
   * by it.
   */
  async getAuthorizationServer(): Promise<AuthorizationServerView> {
    return (await this.#caller.call("GET", `/.well-known/oauth-authorization-server`)) as AuthorizationServerView;
  }

  /** List the keys that verify access tokens, as a JWK set. */
  async getKeys(): Promise<Record<string, (Record<string, string>)[]>> {
    return (await this.#caller.call("GET", `/.well-known/jwks.json`)) as Record<string, (Record<string, string>)[]>;
  }

  /** Mint a token for one of the platform's users: a buyer, a seller, somebody acting for a seller, an operator. */
  async issueParticipantToken(body: ParticipantTokenBody): Promise<AccessTokenView> {
    return (await this.#caller.call("POST", `/v1/participant-tokens`, { body })) as AccessTokenView;
  }

  /**
   * Make what a link in an e-mail carries: it leads one participant to one deal or case for days, and gets them
   * tokens of five minutes there. No service takes it for a token itself.
   */
  async issueLinkToken(body: LinkBody): Promise<LinkView> {
    return (await this.#caller.call("POST", `/v1/participant-tokens/link`, { body })) as LinkView;
  }
}

export class PagesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Make a link that lets one of the platform's users, or an operator, settle disputes in the browser. Whoever has
   * the link acts as this person: hand it to nobody else. It can be opened as often as wished until it expires or
   * is
   * revoked.
   */
  async createPageLink(body: NewPageLinkBody, options: { idempotencyKey?: string } = {}): Promise<CreatedPageLinkView> {
    return (await this.#caller.call("POST", `/v1/page-links`, { body, key: options.idempotencyKey, takesKey: true })) as CreatedPageLinkView;
  }

  /** Read whom a link is for, and whether it was revoked. Its address was shown when it was made. */
  async getPageLink(link: string): Promise<PageLinkView> {
    return (await this.#caller.call("GET", `/v1/page-links/${encodeURIComponent(link)}`)) as PageLinkView;
  }

  /**
   * Revoke it: it opens nothing any more, and open pages can do nothing once their token has run out, within five
   * minutes.
   */
  async revokePageLink(link: string, options: { idempotencyKey?: string } = {}): Promise<PageLinkView> {
    return (await this.#caller.call("POST", `/v1/page-links/${encodeURIComponent(link)}/revoke`, { key: options.idempotencyKey, takesKey: true })) as PageLinkView;
  }

  /** Exchange the secret of a link for a token and a session that renews it. No token is needed. */
  async openPageSession(body: PageSessionBody): Promise<PageSessionView> {
    return (await this.#caller.call("POST", `/v1/page-sessions`, { body })) as PageSessionView;
  }

  /** Get the next token while the link is good. No token is needed: the last may have run out. */
  async renewPageSession(body: SessionRenewalBody): Promise<PageSessionView> {
    return (await this.#caller.call("POST", `/v1/page-sessions/renew`, { body })) as PageSessionView;
  }

  /**
   * Make an address at which the same person goes on elsewhere, on a phone that reads it off the screen, say. It
   * can
   * be opened for ten minutes, while the link is good; what it opens lasts like any session. No token is needed.
   */
  async handOverPageSession(body: SessionRenewalBody): Promise<HandOverView> {
    return (await this.#caller.call("POST", `/v1/page-sessions/hand-over`, { body })) as HandOverView;
  }

  /**
   * Replace colours, logo and legal texts as a whole. Pages, frames and the recorder show them from the next time
   * they are opened; anybody may read them, so keep nothing in them that is not public.
   */
  async chooseBranding(platform: string, body: BrandingBody, options: { idempotencyKey?: string } = {}): Promise<BrandingView> {
    return (await this.#caller.call("PUT", `/v1/platforms/${encodeURIComponent(platform)}/branding`, { body, key: options.idempotencyKey, takesKey: true })) as BrandingView;
  }

  /** Read a platform's colours, logo and legal texts. No token is needed: its pages show them to everybody. */
  async getBranding(platform: string): Promise<BrandingView> {
    return (await this.#caller.call("GET", `/v1/branding/${encodeURIComponent(platform)}`)) as BrandingView;
  }

  /**
   * Read the picture itself. No token is needed. The path that `get_branding` names is good for ever: another logo
   * has another one.
   */
  async getLogo(platform: string): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/branding/${encodeURIComponent(platform)}/logo`)) as Uint8Array;
  }
}

export class PlatformsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List all platforms as an administrator, newest first; a platform finds itself alone. */
  async listPlatforms(options: { limit?: number; cursor?: string; status?: "active" | "suspended" } = {}): Promise<PlatformViewPage> {
    return (await this.#caller.call("GET", `/v1/platforms`, { query: { "limit": options.limit, "cursor": options.cursor, "status": options.status } })) as PlatformViewPage;
  }

  /** List platforms, page after page. */
  iteratePlatforms(filters: { status?: "active" | "suspended" } = {}): AsyncGenerator<PlatformView> {
    return iteratePages((page) => this.listPlatforms({ ...filters, ...page }));
  }

  /** Open a new tenant with its first credentials. */
  async openPlatform(body: NewPlatformBody, options: { idempotencyKey?: string } = {}): Promise<PlatformOpenedView> {
    return (await this.#caller.call("POST", `/v1/platforms`, { body, key: options.idempotencyKey, takesKey: true })) as PlatformOpenedView;
  }

  /** Read any platform as an administrator, or your own. */
  async getPlatform(platform: string): Promise<PlatformView> {
    return (await this.#caller.call("GET", `/v1/platforms/${encodeURIComponent(platform)}`)) as PlatformView;
  }

  /** Read from where browsers may call for this platform. */
  async getAllowedOrigins(platform: string): Promise<OriginsView> {
    return (await this.#caller.call("GET", `/v1/platforms/${encodeURIComponent(platform)}/origins`)) as OriginsView;
  }

  /**
   * Replace the list as a whole: pages of these origins may call with the tokens of this platform and its people.
   *
   * All services go by it within a few seconds. Parley's own pages may also be framed by pages of these origins.
   */
  async allowOrigins(platform: string, body: OriginsBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<OriginsView> {
    return (await this.#caller.call("PUT", `/v1/platforms/${encodeURIComponent(platform)}/origins`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as OriginsView;
  }

  /**
   * Replace the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep the
   * edition they were made with.
   */
  async choosePolicies(platform: string, body: PoliciesBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("PUT", `/v1/platforms/${encodeURIComponent(platform)}/policies`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /** Change the name that the platform's people know it by. Its id, tokens and deals stay as they are. */
  async renamePlatform(platform: string, body: NameBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/rename`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /** Allow no new tokens and no new escrows; deadlines and disputes go on. */
  async suspendPlatform(platform: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/suspend`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /** Undo a suspension. */
  async reinstatePlatform(platform: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/reinstate`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /**
   * List what is known of a platform's secrets, newest first, those that ended as well; the secrets themselves are
   * kept nowhere. An administrator may for any platform, a platform for itself.
   */
  async listSecrets(platform: string, options: { limit?: number; cursor?: string } = {}): Promise<SecretViewPage> {
    return (await this.#caller.call("GET", `/v1/platforms/${encodeURIComponent(platform)}/secrets`, { query: { "limit": options.limit, "cursor": options.cursor } })) as SecretViewPage;
  }

  /** List client secrets, page after page. */
  iterateSecrets(platform: string): AsyncGenerator<SecretView> {
    return iteratePages((page) => this.listSecrets(platform, { ...page }));
  }

  /**
   * Add a secret beside those there are, five at most: for another server of the platform's backend, say. An
   * administrator may for any platform, a platform for itself.
   */
  async addSecret(platform: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<NewSecretView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/secrets`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as NewSecretView;
  }

  /**
   * Put a new secret in the place of all others. Those still get tokens for a day, or for as long as you say, so
   * that
   * your servers can change over without a gap. An administrator may for any platform, a platform for itself.
   */
  async rotateSecret(platform: string, body?: RotationBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<RotatedSecretView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/secrets/rotate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as RotatedSecretView;
  }

  /**
   * Revoke a secret: from now on it gets no token any more. An administrator may for any platform; a platform for
   * itself, but for the last one that works.
   */
  async revokeSecret(platform: string, secret: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<RevokedView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/secrets/${encodeURIComponent(secret)}/revoke`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as RevokedView;
  }
}

export class EscrowsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List escrows, the newest first. A buyer or seller sees their own. */
  async listEscrows(options: { limit?: number; cursor?: string; status?: ("awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired")[]; partner_reference?: string; participant?: string } = {}): Promise<EscrowViewPage> {
    return (await this.#caller.call("GET", `/v1/escrows`, { query: { "limit": options.limit, "cursor": options.cursor, "status": options.status, "partner_reference": options.partner_reference, "participant": options.participant } })) as EscrowViewPage;
  }

  /** List escrows, page after page. */
  iterateEscrows(filters: { status?: ("awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired")[]; partner_reference?: string; participant?: string } = {}): AsyncGenerator<EscrowView> {
    return iteratePages((page) => this.listEscrows({ ...filters, ...page }));
  }

  /** Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on. */
  async createEscrow(body: NewEscrowBody, options: { idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows`, { body, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Read how it stands, what you may do, and what happens by itself if nobody does anything. */
  async getEscrow(escrow: string): Promise<EscrowView> {
    return (await this.#caller.call("GET", `/v1/escrows/${encodeURIComponent(escrow)}`)) as EscrowView;
  }

  /** Read every movement of its money, from the first payment on. */
  async getPostings(escrow: string): Promise<StatementView> {
    return (await this.#caller.call("GET", `/v1/escrows/${encodeURIComponent(escrow)}/postings`)) as StatementView;
  }

  /** Report that the buyer has paid. What is too much, or too late, is parked until it is sent back. */
  async fundEscrow(escrow: string, body: PaymentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/fund`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Report that the seller has handed it to a carrier. */
  async shipEscrow(escrow: string, body: ShipmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/ship`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Put right a misspelt carrier or tracking number, until it is delivered, accepted or disputed. No clock moves. */
  async correctShipment(escrow: string, body: ShipmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/correct-shipment`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Report that it has arrived: the buyer inspects it, and after that the money is released by itself. */
  async deliverEscrow(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/deliver`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Accept the goods as the buyer: everything that is held goes to the seller. */
  async acceptGoods(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/accept`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Pay the seller what is held, or a part of it. What a dispute has frozen stays. */
  async releaseEscrow(escrow: string, body?: AmountBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/release`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Give the buyer back what is held, or a part of it. What a dispute has frozen stays. */
  async refundEscrow(escrow: string, body?: AmountBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/refund`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Call the deal off before the price is complete. What has come goes back. */
  async cancelEscrow(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/cancel`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /**
   * Carry out up to 50 instructions, each as the request that it would be alone: own key, own outcome, own events.
   *
   * One that is refused touches no other, so look at every outcome: the answer is 200 whatever they are. Those on
   * one
   * escrow are carried out in their order. A body that cannot be read is refused as a whole, and nothing is
   * carried out.
   * Sent again with the same keys, nothing happens twice. Each instruction names the version it is decided on; for
   * all
   * of them together there is none, so `If-Match` is refused.
   */
  async carryOutBulk(body: BulkBody): Promise<BulkView> {
    return (await this.#caller.call("POST", `/v1/bulk`, { body })) as BulkView;
  }
}

export class DisputesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Everything that "Report a problem" is drawn from: whether it can be reported now, for which reasons and by
   * whom,
   * when that begins and ends, how much can be claimed, what must be said, what can be asked for, which evidence
   * will
   * be wanted, and what follows if nobody answers. If not, why; and since when not, if the time is over.
   */
  async getEligibility(options: { language?: "en" | "fr" | "pt" | "zh"; escrow: string; on_behalf_of?: "buyer" | "seller" }): Promise<EligibilityView> {
    return (await this.#caller.call("GET", `/v1/disputes/eligibility`, { query: { "language": options.language, "escrow": options.escrow, "on_behalf_of": options.on_behalf_of } })) as EligibilityView;
  }

  /**
   * Parties see their own, the platform and its operators see all. Each row is enough to draw a list.
   *
   * Newest first; a desk asks for `sort=due`, which begins with what is overdue. Parties cannot ask who has a
   * case, or
   * how the operators stand with it.
   */
  async listDisputes(options: { limit?: number; cursor?: string; status?: ("opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval" | "decided" | "settling" | "reversing" | "closed")[]; stage?: string[]; awaiting?: ("buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin")[]; reason?: string; policy?: string; assignee?: string; office?: string; mine?: boolean; due_before?: string; overdue?: boolean; contested?: boolean; offer?: boolean; offer_by?: "buyer" | "seller"; paused?: boolean; open?: boolean; escrow?: string; assignment?: "assigned" | "unassigned"; sla?: "on_track" | "target_missed" | "breached"; currency?: string; amount_gte?: number; amount_lte?: number; sort?: "newest" | "due" } = {}): Promise<DisputeSummaryPage> {
    return (await this.#caller.call("GET", `/v1/disputes`, { query: { "limit": options.limit, "cursor": options.cursor, "status": options.status, "stage": options.stage, "awaiting": options.awaiting, "reason": options.reason, "policy": options.policy, "assignee": options.assignee, "office": options.office, "mine": options.mine, "due_before": options.due_before, "overdue": options.overdue, "contested": options.contested, "offer": options.offer, "offer_by": options.offer_by, "paused": options.paused, "open": options.open, "escrow": options.escrow, "assignment": options.assignment, "sla": options.sla, "currency": options.currency, "amount_gte": options.amount_gte, "amount_lte": options.amount_lte, "sort": options.sort } })) as DisputeSummaryPage;
  }

  /** List disputes, page after page. */
  iterateDisputes(filters: { status?: ("opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval" | "decided" | "settling" | "reversing" | "closed")[]; stage?: string[]; awaiting?: ("buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin")[]; reason?: string; policy?: string; assignee?: string; office?: string; mine?: boolean; due_before?: string; overdue?: boolean; contested?: boolean; offer?: boolean; offer_by?: "buyer" | "seller"; paused?: boolean; open?: boolean; escrow?: string; assignment?: "assigned" | "unassigned"; sla?: "on_track" | "target_missed" | "breached"; currency?: string; amount_gte?: number; amount_lte?: number; sort?: "newest" | "due" } = {}): AsyncGenerator<DisputeSummary> {
    return iteratePages((page) => this.listDisputes({ ...filters, ...page }));
  }

  /**
   * Dispute held money. The answer comes after escrow has frozen it: from then on nobody can release it, and the
   * clocks run. While `pending` says `freeze`, escrow has not answered yet and the money is not safe; read the
   * case to
   * see when it is. If the money went out before, the case is `closed` as `void`.
   *
   * What has to be said beside the explanation, the policy of the escrow says: options, or the transaction in
   * detail,
   * or nothing. An operator may open on somebody's behalf.
   */
  async openDispute(body: OpeningBody, options: { idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes`, { body, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Count the open cases that you can see, by status, by stage, by whose turn it is, and by what needs attention. */
  async countDisputes(): Promise<DisputeCounts> {
    return (await this.#caller.call("GET", `/v1/disputes/counts`)) as DisputeCounts;
  }

  /**
   * Read the case as you may see it, with what you may do and what follows if nobody does anything.
   *
   * `expand` adds what a screen shows beside it: the deal, offers, evidence, messages, the story, standings. One
   * request
   * instead of many; of each list the latest 50 are shown, with the address of the rest.
   */
  async getDispute(dispute: string, options: { expand?: ("escrow" | "mediation" | "evidence" | "messages" | "story" | "standing" | "notes" | "decisions")[] } = {}): Promise<ExpandedDisputeView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}`, { query: { "expand": options.expand } })) as ExpandedDisputeView;
  }

  /**
   * Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages,
   * rulings, penalties, deadlines that passed and money that moved.
   *
   * You see what you may see: parties neither how operators share their work nor the other's evidence while it is
   * sealed. What another service tells a moment late stands where it happened.
   */
  async getStory(dispute: string, options: { limit?: number; cursor?: string } = {}): Promise<StoryEntryViewPage> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/story`, { query: { "limit": options.limit, "cursor": options.cursor } })) as StoryEntryViewPage;
  }

  /** Read the story of a case, page after page. */
  iterateStory(dispute: string): AsyncGenerator<StoryEntryView> {
    return iteratePages((page) => this.getStory(dispute, { ...page }));
  }

  /**
   * Receive what happens to all your cases as it happens, as in the stream of one: `data` has the `dispute` beside
   * the entry. A buyer's or a seller's are those they are a party of, the platform's and its operators' are all.
   */
  streamOwnStories(options: { after?: string } = {}): AsyncGenerator<Record<string, unknown>> {
    return this.#caller.stream("GET", `/v1/disputes/stream`, { query: { "after": options.after } });
  }

  /**
   * Receive what happens to the case as it happens (server-sent events): `id` is the entry's, `event` its kind,
   * `data` the entry as in the story, of which you see what you may see.
   *
   * It begins with what comes from now on, and goes on behind the last entry you have seen: send its id as
   * `Last-Event-ID`. `evidence_revealed` means that you may now see more of what has been: read the story again. A
   * comment comes every 15 seconds. When the token ends an event `end` says so (`{"reason": "token_expired"}`) and
   * the
   * stream ends: ask for a new token and come back.
   */
  streamStory(dispute: string, options: { after?: string } = {}): AsyncGenerator<Record<string, unknown>> {
    return this.#caller.stream("GET", `/v1/disputes/${encodeURIComponent(dispute)}/stream`, { query: { "after": options.after } });
  }

  /**
   * Say how far you have read: up to a message, up to an entry of the story, or everything. Lists and `expand`
   * then
   * count as `unread` what others have done since. It never goes back, changes nothing in the case, and is told
   * nobody.
   */
  async markDisputeRead(dispute: string, body?: ReadBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReadMarkView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/read`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReadMarkView;
  }

  /** Foresee the whole chain of what happens by itself, by the very rules that will run. */
  async getForecast(dispute: string): Promise<ForecastView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/forecast`)) as ForecastView;
  }

  /** Every step of the case so far, who or what took it, and when. */
  async getTimeline(dispute: string): Promise<TimelineView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/timeline`)) as TimelineView;
  }

  /** List what was written in the case, newest first. */
  async listMessages(dispute: string, options: { limit?: number; cursor?: string } = {}): Promise<MessageViewPage> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/messages`, { query: { "limit": options.limit, "cursor": options.cursor } })) as MessageViewPage;
  }

  /** List messages, page after page. */
  iterateMessages(dispute: string): AsyncGenerator<MessageView> {
    return iteratePages((page) => this.listMessages(dispute, { ...page }));
  }

  /**
   * Write to everybody in the case. A message is a comment, or your explanation of what happened (K17).
   *
   * Screenshots and other files come along by the ids under which they were given as evidence of this case. An
   * operator
   * writes down with `on_behalf_of` what a party has told support: it counts as theirs, and says who wrote it.
   */
  async postMessage(dispute: string, body: MessageBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MessageView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/messages`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MessageView;
  }

  /** Refuse what is on the table and hand the case over, as the policy says (D5). */
  async escalateDispute(dispute: string, body?: PlainActBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/escalate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * End your own case. The money is no longer frozen and takes its ordinary course.
   *
   * An operator does so for the claimant who has asked for it; above the platform's limit a second one has to
   * approve.
   */
  async withdrawDispute(dispute: string, body?: PlainActBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/withdraw`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Give the claimant all that is disputed, at once. Needs an Idempotency-Key.
   *
   * An operator does so for a respondent who pays up by other means than this API, in a case that no colleague
   * has.
   * Above the platform's limit that waits for a second operator, like a ruling: the case is `awaiting_approval`,
   * and its
   * clocks stand still, so that no silence overtakes what the respondent has conceded.
   */
  async acceptClaim(dispute: string, body?: PlainActBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/accept-claim`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }
}

export class MediationsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List negotiations, newest first. Parties see their own, the platform and its operators see all. */
  async listMediations(options: { limit?: number; cursor?: string; dispute?: string; state?: ("guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed")[]; awaiting?: "buyer" | "seller" } = {}): Promise<MediationSummaryPage> {
    return (await this.#caller.call("GET", `/v1/mediations`, { query: { "limit": options.limit, "cursor": options.cursor, "dispute": options.dispute, "state": options.state, "awaiting": options.awaiting } })) as MediationSummaryPage;
  }

  /** List negotiations, page after page. */
  iterateMediations(filters: { dispute?: string; state?: ("guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed")[]; awaiting?: "buyer" | "seller" } = {}): AsyncGenerator<MediationSummary> {
    return iteratePages((page) => this.listMediations({ ...filters, ...page }));
  }

  /**
   * Read all proposals, what the caller may do now, and what happens if nobody does anything. Questions and
   * suggestions of a guide are in the language that `language` or Accept-Language asks for.
   */
  async getMediation(mediation: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<MediationView> {
    return (await this.#caller.call("GET", `/v1/mediations/${encodeURIComponent(mediation)}`, { query: { "language": options.language } })) as MediationView;
  }

  /**
   * Answer what `walk.question` asks, or an earlier question anew: that takes back every answer from there on.
   * The answer holds the next question in full, or, at the end, the suggestions (O2).
   */
  async answerQuestion(mediation: string, body: AnswerBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/answers`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /**
   * List what the claimant's answers lead to, the best first (O3).
   *
   * Not for the other party, who sees what is proposed.
   */
  async listSuggestions(mediation: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<SuggestionsView> {
    return (await this.#caller.call("GET", `/v1/mediations/${encodeURIComponent(mediation)}/suggestions`, { query: { "language": options.language } })) as SuggestionsView;
  }

  /**
   * Make a new proposal. While an operator has the case (or nothing stands), either party may; it replaces what
   * stood (D14). Where the claimant is guided this ends the walk: every option is one of the suggestions or within
   * its
   * bounds, ranked as the claimant likes, and the other party's time to answer begins (O4).
   *
   * An operator (scope `decide`) puts one solution to both parties as a mediator, once they have not agreed by
   * themselves: it is agreed when both have accepted it, and lapses when one has not answered in time. With
   * `on_behalf_of` it is that party's own proposal, which they have told support by the `means` named.
   */
  async createProposal(mediation: string, body: ProposeBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /**
   * Accept one option. 200 means agreed, for good: the money follows as `follows` says (D2, D4). What had ended
   * the
   * case before is told by 409 `agreement_overtaken`, with its state and outcome. 202 means that this is not
   * decided
   * yet; until then no other act is possible, and `href` tells the outcome. Needs an Idempotency-Key.
   *
   * The first of both parties to accept a mediator's proposal consents to it: it is agreed once the other does.
   * What an
   * operator has accepted or worded for a party is not agreed above the platform's limit: 409 `approval_needed`.
   */
  async acceptProposal(mediation: string, number: number, body: AcceptBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/accept`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /**
   * Reject without a counter-offer. Where the policy asks for one a bare rejection is refused (D3); refusing a
   * counter-offer hands the case to the escalated stage (D5).
   */
  async rejectProposal(mediation: string, number: number, body: RejectBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/reject`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /** Refuse by saying what you would agree to; the other party's clock starts (D3). */
  async counterProposal(mediation: string, number: number, body: RewordBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/counter`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /** Word your own proposal anew, until the other party first acts. Its deadline stays; its version rises. */
  async amendProposal(mediation: string, number: number, body: RewordBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/amend`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }
}

export class EvidenceOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Send the file as it is as the body: JPEG (210 megapixels), GIF (65), HEIC (66; 50 with more than eight bits),
   * PNG
   * (66), AVIF (25), WEBP (15), PDF that runs nothing, plain text, film or sound. What it is, its content says.
   * Send
   * `Content-Digest: sha-256=:…:` to be sure that it arrives unharmed. It is received when its last byte is: at
   * the
   * cut-off of a request for it, it is late (D12).
   */
  async uploadEvidence(content: Content, options: { dispute: string; kind: string; filename?: string; request?: string; covers?: string[]; on_behalf_of?: "buyer" | "seller"; idempotencyKey?: string }): Promise<ItemView> {
    return (await this.#caller.call("POST", `/v1/evidence/uploads`, { query: { "dispute": options.dispute, "kind": options.kind, "filename": options.filename, "request": options.request, "covers": options.covers, "on_behalf_of": options.on_behalf_of }, content, contentType: "application/octet-stream", key: options.idempotencyKey, takesKey: true })) as ItemView;
  }

  /**
   * Good for ten minutes and for this file, in your name: whoever has the link needs no token, and what they see
   * is
   * entered as seen by you. For an `<img>`, a `<video>`, a download, an e-mail.
   */
  async createDownloadLink(item: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DownloadLink> {
    return (await this.#caller.call("POST", `/v1/evidence/items/${encodeURIComponent(item)}/download`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DownloadLink;
  }

  /**
   * By a link that has not expired; it needs no token, and with one it must be your own. Every download, and every
   * one refused, is entered in the custody, in the name of whoever asked for the link. What leaves was compared
   * with
   * what was received.
   */
  async downloadEvidence(item: string, options: { token: string }): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/items/${encodeURIComponent(item)}/content`, { query: { "token": options.token } })) as Uint8Array;
  }

  /**
   * See the photo, the first page of a document, the first picture of a video or a `contact_sheet` of twelve: made
   * anew, 1,280 pixels at most, without place, device or any other metadata. Sound and text have none (404).
   */
  async previewEvidence(item: string, options: { variant?: "picture" | "contact_sheet"; token?: string } = {}): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/items/${encodeURIComponent(item)}/preview`, { query: { "variant": options.variant, "token": options.token } })) as Uint8Array;
  }

  /**
   * See, as an operator, other cases of the platform with the same file or a picture that looks the same, and
   * whether it says it was taken after it was received. Fingerprints are taken within seconds of receipt.
   */
  async getEvidenceSignals(item: string): Promise<SignalsView> {
    return (await this.#caller.call("GET", `/v1/evidence/items/${encodeURIComponent(item)}/signals`)) as SignalsView;
  }

  /**
   * Newest first, both parties' and what operators added; what is still sealed is not there for the other party.
   * What an item says is read one by one.
   */
  async listEvidence(options: { limit?: number; cursor?: string; dispute: string }): Promise<ItemSummaryPage> {
    return (await this.#caller.call("GET", `/v1/evidence`, { query: { "limit": options.limit, "cursor": options.cursor, "dispute": options.dispute } })) as ItemSummaryPage;
  }

  /** List the evidence of a dispute, page after page. */
  iterateEvidence(filters: { dispute: string }): AsyncGenerator<ItemSummary> {
    return iteratePages((page) => this.listEvidence({ ...filters, ...page }));
  }

  /**
   * Submit it in time: a shipment record satisfies a request for one if it comes before the cut-off (D6); at that
   * instant it is late. An operator enters what a party has mailed to support with `on_behalf_of`.
   */
  async submitEvidence(body: ShipmentRecordBody | StatementBody, options: { idempotencyKey?: string } = {}): Promise<ItemView> {
    return (await this.#caller.call("POST", `/v1/evidence/items`, { body, key: options.idempotencyKey, takesKey: true })) as ItemView;
  }

  /**
   * Read it with what it says. Whoever reads the other side's statement or shipment record is entered in its
   * custody.
   */
  async getEvidence(item: string): Promise<ItemView> {
    return (await this.#caller.call("GET", `/v1/evidence/items/${encodeURIComponent(item)}`)) as ItemView;
  }

  /**
   * Find it invalid: it counts as none from now on (D12). Before the cut-off its party may replace it, afterwards
   * the request has lapsed as of the cut-off, unless other valid evidence of the kind was in time. Needs the scope
   * `decide`.
   */
  async invalidateEvidence(item: string, body: Invalidate, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ItemView> {
    return (await this.#caller.call("POST", `/v1/evidence/items/${encodeURIComponent(item)}/invalidate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ItemView;
  }

  /** Newest first; each party sees what the other owes, too, unless that is sealed until both have given. */
  async listEvidenceRequests(options: { limit?: number; cursor?: string; dispute: string }): Promise<RequestViewPage> {
    return (await this.#caller.call("GET", `/v1/evidence/requests`, { query: { "limit": options.limit, "cursor": options.cursor, "dispute": options.dispute } })) as RequestViewPage;
  }

  /** List evidence requests, page after page. */
  iterateEvidenceRequests(filters: { dispute: string }): AsyncGenerator<RequestView> {
    return iteratePages((page) => this.listEvidenceRequests({ ...filters, ...page }));
  }

  /** Read who owes what until when, how to give it, and what happens if nobody does. */
  async getEvidenceRequest(request: string): Promise<RequestView> {
    return (await this.#caller.call("GET", `/v1/evidence/requests/${encodeURIComponent(request)}`)) as RequestView;
  }

  /**
   * Give what you gave in this case before for this request as well, and say which points of its checklist it
   * covers:
   * they add up. It counts if the request is still open; when the evidence itself was given does not matter.
   */
  async attachEvidence(request: string, body: Attach, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<RequestView> {
    return (await this.#caller.call("POST", `/v1/evidence/requests/${encodeURIComponent(request)}/items`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as RequestView;
  }
}

export class LiveVideoOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Open one as a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a page
   * that
   * asks for camera and microphone, shows what is to be shown and said, and records while it uploads: hand it to
   * the
   * person.
   */
  async openVideoSession(body: OpenVideoBody, options: { idempotencyKey?: string } = {}): Promise<VideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/video-sessions`, { body, key: options.idempotencyKey, takesKey: true })) as VideoView;
  }

  /**
   * Read how far it is, its gaps, and once it is finished what each check found, with the frame and the reason.
   * The
   * video itself is the piece of evidence it names. The other party sees that one only, when it may.
   */
  async getVideoSession(session: string): Promise<VideoView> {
    return (await this.#caller.call("GET", `/v1/evidence/video-sessions/${encodeURIComponent(session)}`)) as VideoView;
  }

  /**
   * Overrule them as an operator who has seen the video, with a reason. What the checks found stays beside it.
   * Needs
   * the scope `decide`.
   */
  async overruleVideoVerification(session: string, body: OverruleBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<VideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/video-sessions/${encodeURIComponent(session)}/overrule`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as VideoView;
  }

  /**
   * Tell of it where a live video is asked for: a conversation on a usual conferencing platform will do (T5). Its
   * link, the provider, when it began and ended, and the uploaded recording if there is one. It is marked as not
   * verified live.
   */
  async submitExternalVideo(body: SubmitExternalVideo, options: { idempotencyKey?: string } = {}): Promise<ExternalVideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/external-videos`, { body, key: options.idempotencyKey, takesKey: true })) as ExternalVideoView;
  }

  /**
   * Read it with what the recording shows by itself and what an operator attests. Whoever reads what the other
   * side
   * has given is entered in its custody.
   */
  async getExternalVideo(item: string): Promise<ExternalVideoView> {
    return (await this.#caller.call("GET", `/v1/evidence/external-videos/${encodeURIComponent(item)}`)) as ExternalVideoView;
  }

  /**
   * Attest it as an operator who took part, or has asked the provider. Once; it is not changed. Needs the scope
   * `decide`.
   */
  async attestExternalVideo(item: string, body: Attest, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ExternalVideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/external-videos/${encodeURIComponent(item)}/attest`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ExternalVideoView;
  }
}

export class OperatorsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Assign or refuse each case by itself; the answer says which, in the order of the request.
   *
   * Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
   */
  async assignDisputes(body: AssignmentsBody, options: { idempotencyKey?: string } = {}): Promise<AssignmentsView> {
    return (await this.#caller.call("POST", `/v1/disputes/assignments`, { body, key: options.idempotencyKey, takesKey: true })) as AssignmentsView;
  }

  /**
   * Take the case of a colleague who is away.
   *
   * The case log shows it, and `dispute.assigned` names the earlier assignee.
   */
  async takeOver(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/take-over`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** List what operators noted on the case, newest first; the parties never see it. */
  async listNotes(dispute: string, options: { limit?: number; cursor?: string } = {}): Promise<NoteViewPage> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/notes`, { query: { "limit": options.limit, "cursor": options.cursor } })) as NoteViewPage;
  }

  /** List the operators' notes, page after page. */
  iterateNotes(dispute: string): AsyncGenerator<NoteView> {
    return iteratePages((page) => this.listNotes(dispute, { ...page }));
  }

  /** Kept with the case for good, and never shown to its parties. */
  async createNote(dispute: string, body: NoteBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<NoteView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/notes`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as NoteView;
  }

  /**
   * Say it while a case is open before you, and see which of your colleagues has it open, too. It lasts for less
   * than a minute, so say it every fifteen seconds or so. Nothing is kept of it, and parties never see it.
   */
  async sayPresent(dispute: string, body?: PresenceBody, options: { idempotencyKey?: string } = {}): Promise<PresenceView> {
    return (await this.#caller.call("PUT", `/v1/disputes/${encodeURIComponent(dispute)}/presence`, { body, key: options.idempotencyKey, takesKey: true })) as PresenceView;
  }

  /** What you do not say ends by itself a little later. */
  async leaveCase(dispute: string, options: { idempotencyKey?: string } = {}): Promise<PresenceView> {
    return (await this.#caller.call("DELETE", `/v1/disputes/${encodeURIComponent(dispute)}/presence`, { key: options.idempotencyKey, takesKey: true })) as PresenceView;
  }

  /** List the texts of a reason code, or all. Newest first. */
  async listReasonTexts(options: { limit?: number; cursor?: string; reason_code?: string } = {}): Promise<ReasonTextViewPage> {
    return (await this.#caller.call("GET", `/v1/reason-texts`, { query: { "limit": options.limit, "cursor": options.cursor, "reason_code": options.reason_code } })) as ReasonTextViewPage;
  }

  /** List reason texts, page after page. */
  iterateReasonTexts(filters: { reason_code?: string } = {}): AsyncGenerator<ReasonTextView> {
    return iteratePages((page) => this.listReasonTexts({ ...filters, ...page }));
  }

  /** Keep a text ready, as the platform's backend or an operator with the scope `lead`. */
  async createReasonText(body: ReasonTextBody, options: { idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.#caller.call("POST", `/v1/reason-texts`, { body, key: options.idempotencyKey, takesKey: true })) as ReasonTextView;
  }

  /** Rulings given with it keep their words. */
  async changeReasonText(text: string, body: ReasonTextBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.#caller.call("PUT", `/v1/reason-texts/${encodeURIComponent(text)}`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReasonTextView;
  }

  /** Answers with the text as it last was. */
  async deleteReasonText(text: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.#caller.call("DELETE", `/v1/reason-texts/${encodeURIComponent(text)}`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReasonTextView;
  }

  /** Version 0 is what holds while you have set nothing. */
  async getDisputeSettings(): Promise<SettingsView> {
    return (await this.#caller.call("GET", `/v1/dispute-settings`)) as SettingsView;
  }

  /** Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision on. */
  async putDisputeSettings(body: SettingsBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<SettingsView> {
    return (await this.#caller.call("PUT", `/v1/dispute-settings`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as SettingsView;
  }

  /** Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties. */
  async listDecisions(dispute: string): Promise<DecisionsView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/decisions`)) as DecisionsView;
  }

  /**
   * See what a ruling would do before you give it: the money of each party net of fees and when it moves, what
   * would
   * be owed in goods, each penalty with the fine that is due, what it makes of the person's standing, and who
   * would have
   * to approve. The body is that of the decision. Nothing follows from it, so it needs no Idempotency-Key; what
   * the
   * ruling would be refused with, the preview is refused with.
   */
  async previewRuling(dispute: string, body: DecisionBody, options: { ifMatch?: number } = {}): Promise<RulingPreviewView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/rulings/preview`, { body, ifMatch: options.ifMatch })) as RulingPreviewView;
  }

  /**
   * Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.
   *
   * Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case is
   * `awaiting_approval` until another operator approves or rejects it, and nothing follows before.
   */
  async ruleOnDispute(dispute: string, body: DecisionBody, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/decision`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.
   *
   * Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.
   */
  async approveDecision(dispute: string, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/approve`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Give the case back to the operators, who decide anew. Needs what approving needs. */
  async rejectApproval(dispute: string, body: RejectionBody, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/reject-approval`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Take a case, or hand yours to another operator. A lead may move any. */
  async assignDispute(dispute: string, body: AssignmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/assign`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen; above
   * the
   * platform's limit that waits, like a ruling, until another operator approves it.
   *
   * Needs If-Match with the version you have read, and an Idempotency-Key.
   */
  async verifyTransaction(dispute: string, body: VerificationBody, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/verification`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Ask both parties for a live video (T3). Their time starts now (T4). */
  async requestLiveVideo(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/video-request`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Give more time, with a reason. Whichever service owns the clock obeys if it still runs.
   *
   * One extension adds no more than the time that the policy gives a case as a whole: see the action's `latest`.
   */
  async extendDeadline(dispute: string, body: ExtensionBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/extend`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Let every clock of the case stand still, in every service. Acts of the parties stay allowed.
   *
   * A pause that nobody ends is over by itself after 30 days, as the forecast says.
   */
  async pauseDeadlines(dispute: string, body: PauseBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/pause`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Let all clocks go on. What was due is due later by as long as the pause has lasted. */
  async resumeDeadlines(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/resume`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Ask a party for evidence of some kinds until an instant, in whatever stage the case is. What the party has
   * given
   * before answers it once the party attaches it, and where the stage seals what it asks for, this is sealed with
   * it.
   * You can ask until the end that the policy gives the case. Silence moves nothing: the case goes on as it would,
   * and
   * you decide with what there is. A window that has lapsed is opened again by `extend`.
   */
  async requestEvidence(dispute: string, body: AskingBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/evidence-requests`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }
}

export class ExecutionOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Name the return address as the seller (D10), then the parcel as the buyer (D11).
   *
   * Whoever is silent loses, as forecast.
   */
  async reportReturn(dispute: string, body: ReturnBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/return`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Put a misspelt address right as the seller, until the buyer has sent the goods back. No clock moves; the buyer
   * is
   * told by `return.address_corrected`.
   */
  async correctReturnAddress(dispute: string, body: ReturnAddressBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/return/correct-address`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Put right what you said of the parcel, a return or a replacement, until the other side has said how it
   * arrived.
   * No clock moves; they are told by `parcel.corrected`.
   */
  async correctParcel(dispute: string, body: FulfilmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/correct-parcel`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * `received` pays as agreed or ruled; anything else brings the case back to review (D13).
   *
   * Needs an Idempotency-Key.
   */
  async acknowledgeReturn(dispute: string, body: ReceiptBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/return/acknowledge`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Say under which number the promised goods are on their way. */
  async fulfilObligation(dispute: string, body: FulfilmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/obligation/fulfil`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** `received` ends the case; anything else brings it to review. Needs an Idempotency-Key. */
  async confirmObligation(dispute: string, body: ReceiptBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/obligation/confirm`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Within the appeal window, once, with the complete evidence and a full explanation (K4, K18).
   *
   * Give the evidence first: every required point of the policy's list must be covered by a valid item of yours.
   * Another operator decides, and that is final. What a party has said on the phone or written to support, an
   * operator
   * registers with `on_behalf_of`.
   */
  async fileAppeal(dispute: string, body: AppealBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/appeals`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }
}

export class ParticipantsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Points, warnings, suspension, fines and closure, each with its cause. People read their own.
   *
   * Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).
   */
  async getStanding(participant: string): Promise<StandingView> {
    return (await this.#caller.call("GET", `/v1/participants/${encodeURIComponent(participant)}/standing`)) as StandingView;
  }

  /**
   * Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).
   *
   * For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an Idempotency-
   * Key.
   */
  async reversePenalty(participant: string, penalty: string, body: ReversalBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<StandingView> {
    return (await this.#caller.call("POST", `/v1/participants/${encodeURIComponent(participant)}/penalties/${encodeURIComponent(penalty)}/reverse`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as StandingView;
  }
}

export class LedgerOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List what is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries,
   * never stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew.
   */
  async listAccounts(): Promise<AccountsView> {
    return (await this.#caller.call("GET", `/v1/accounts`)) as AccountsView;
  }

  /**
   * Read debts by currency: fines, and what a reversed settlement had paid too much. Empty for those who owe
   * nothing.
   */
  async getDebts(participant: string): Promise<AccountsView> {
    return (await this.#caller.call("GET", `/v1/accounts/${encodeURIComponent(participant)}`)) as AccountsView;
  }

  /** List every movement that made or lifted a debt, the newest first. */
  async getDebtPostings(participant: string, options: { limit?: number; cursor?: string } = {}): Promise<DebtViewPage> {
    return (await this.#caller.call("GET", `/v1/accounts/${encodeURIComponent(participant)}/postings`, { query: { "limit": options.limit, "cursor": options.cursor } })) as DebtViewPage;
  }

  /** List the postings of a participant's debts, page after page. */
  iterateDebtPostings(participant: string): AsyncGenerator<DebtView> {
    return iteratePages((page) => this.getDebtPostings(participant, { ...page }));
  }

  /** Add everything up anew: transactions must sum to nothing, holds must equal their entries. */
  async checkIntegrity(): Promise<IntegrityView> {
    return (await this.#caller.call("GET", `/v1/ledger/integrity`)) as IntegrityView;
  }
}

export class PoliciesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.
   *
   * People are taken to do what they did, when they did it; where a stage begins at another time, operators and
   * givers
   * of evidence act as long after its beginning as they did. Through the edition in force, history comes out as it
   * was.
   * At most 500 cases at once: narrow the period. Of operators those with the scope `lead`.
   */
  async simulatePolicy(edition: string, body: SimulationBody): Promise<SimulationView> {
    return (await this.#caller.call("POST", `/v1/policies/${encodeURIComponent(edition)}/simulate`, { body })) as SimulationView;
  }

  /**
   * Read an edition as JSON: reasons, stages, who owes what by when and what silence brings, options, evidence,
   * check
   * lists, rulings and penalties, each with words for people. In the language that `language` or Accept-Language
   * asks
   * for: English, French, Portuguese or Chinese. `current` is the edition that new escrows of this policy get.
   */
  async explainPolicy(name: string, edition: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<PolicyDocument> {
    return (await this.#caller.call("GET", `/v1/policies/${encodeURIComponent(name)}/${encodeURIComponent(edition)}`, { query: { "language": options.language } })) as PolicyDocument;
  }

  /** Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created under. */
  async listPolicies(): Promise<EditionList> {
    return (await this.#caller.call("GET", `/v1/policies`)) as EditionList;
  }

  /**
   * Publish an edition, checked as strictly as those that come with Parley: what is wrong is named with its place.
   *
   * It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it from
   * the
   * moment escrow has heard of it; those that name only the policy get it once you make it current.
   */
  async publishPolicy(body: EditionBody, options: { dry_run?: boolean; idempotencyKey?: string } = {}): Promise<EditionDetail> {
    return (await this.#caller.call("POST", `/v1/policies`, { query: { "dry_run": options.dry_run }, body, key: options.idempotencyKey, takesKey: true })) as EditionDetail;
  }

  /**
   * Give new escrows this edition wherever they get it by the policy's name: one of yours, or one of Parley's
   * again.
   *
   * Publishing alone changes no escrow. Those there are keep the edition that they were created under.
   */
  async makePolicyCurrent(edition: string, options: { idempotencyKey?: string } = {}): Promise<EditionView> {
    return (await this.#caller.call("POST", `/v1/policies/${encodeURIComponent(edition)}/make-current`, { key: options.idempotencyKey, takesKey: true })) as EditionView;
  }

  /** Read one edition in full: who may do what in which stage, for how long, and what silence means. */
  async getPolicy(edition: string): Promise<EditionDetail> {
    return (await this.#caller.call("GET", `/v1/policies/${encodeURIComponent(edition)}`)) as EditionDetail;
  }

  /** Every place at which they differ, with what stands there in each. Layout and comments do not count. */
  async diffPolicies(edition: string, other: string): Promise<DiffView> {
    return (await this.#caller.call("GET", `/v1/policies/${encodeURIComponent(edition)}/diff/${encodeURIComponent(other)}`)) as DiffView;
  }
}

export class TreesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List the platform's own editions, newest first, then those that come with Parley. */
  async listTrees(options: { name?: string } = {}): Promise<TreeList> {
    return (await this.#caller.call("GET", `/v1/trees`, { query: { "name": options.name } })) as TreeList;
  }

  /**
   * Publish an edition, checked as a whole before: a question nobody can reach, a circle, a condition that cannot
   * be
   * evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never edited afterwards.
   */
  async publishTree(body: TreeBody, options: { idempotencyKey?: string } = {}): Promise<TreeView> {
    return (await this.#caller.call("POST", `/v1/trees`, { body, key: options.idempotencyKey, takesKey: true })) as TreeView;
  }

  /**
   * Read its questions, conditions and suggestions, in the language that `language` or Accept-Language asks for,
   * and
   * the SHA-256 of its canonical JSON in its own.
   */
  async getTree(edition: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<TreeView> {
    return (await this.#caller.call("GET", `/v1/trees/${encodeURIComponent(edition)}`, { query: { "language": options.language } })) as TreeView;
  }
}

export class CalendarsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** By name. Which one holds for which policy, `dispute-settings` say, or the edition itself. */
  async listCalendars(): Promise<CalendarsView> {
    return (await this.#caller.call("GET", `/v1/calendars`)) as CalendarsView;
  }

  /** Read a calendar as you wrote it; the public holidays of its country are looked up when a case is opened. */
  async getCalendar(name: string): Promise<CalendarView> {
    return (await this.#caller.call("GET", `/v1/calendars/${encodeURIComponent(name)}`)) as CalendarView;
  }

  /** Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline moves. */
  async putCalendar(name: string, body: CalendarBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<CalendarView> {
    return (await this.#caller.call("PUT", `/v1/calendars/${encodeURIComponent(name)}`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as CalendarView;
  }
}

export class AnalyticsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Measure the cases closed from `from` until before `to`: all numbers are of these, counted from the case log.
   *
   * Share resolved without an operator, acts of the support team against your baseline, interactions, time to
   * resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).
   */
  async disputeAnalytics(options: { from: string; to: string; interval?: "day" | "week" | "month"; policy?: string }): Promise<AnalyticsView> {
    return (await this.#caller.call("GET", `/v1/analytics/disputes`, { query: { "from": options.from, "to": options.to, "interval": options.interval, "policy": options.policy } })) as AnalyticsView;
  }
}

export class ProofOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List the signed manifests of all evidence at each ruling, first to last, with the head of each chain of
   * custody.
   */
  async listSeals(options: { dispute: string }): Promise<SealsView> {
    return (await this.#caller.call("GET", `/v1/evidence/seals`, { query: { "dispute": options.dispute } })) as SealsView;
  }

  /**
   * Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner checks
   * it
   * offline with the programs of `/v1/evidence/verification`. Made in the background: read it until it is `ready`.
   */
  async createBundle(body: BundleRequest, options: { idempotencyKey?: string } = {}): Promise<BundleView> {
    return (await this.#caller.call("POST", `/v1/evidence/bundles`, { body, key: options.idempotencyKey, takesKey: true })) as BundleView;
  }

  /** Read how far it is: only whoever asked for it, and the platform and its operators, know of it. */
  async getBundle(bundle: string): Promise<BundleView> {
    return (await this.#caller.call("GET", `/v1/evidence/bundles/${encodeURIComponent(bundle)}`)) as BundleView;
  }

  /** By the link that reading it gives. */
  async downloadBundle(bundle: string, options: { token: string }): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/bundles/${encodeURIComponent(bundle)}/content`, { query: { "token": options.token } })) as Uint8Array;
  }

  /** Needs no token: whoever checks a bundle takes the key from here, not from the bundle. */
  async getSealKey(): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/verification/key`)) as Uint8Array;
  }

  /**
   * Needs no token. With it anybody checks that a chain of custody is the one whose heads were signed as it went
   * on. 404 where this installation keeps none.
   */
  async getHeadsKey(): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/verification/heads-key`)) as Uint8Array;
  }

  /** `verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to run. */
  async getVerificationProgram(program: string): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/verification/${encodeURIComponent(program)}`)) as Uint8Array;
  }
}

export class PrivacyOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Destroy the keys to their files and to what they wrote, for good; archives that held them end. That something
   * was there, when, and its sum stay, so every chain of custody and every seal still verifies. Refused while a
   * case with something of theirs is open (`case_open`) or under a legal hold (`legal_hold`); asked again, it is
   * the same receipt. Platform, or an operator with `lead`.
   */
  async eraseParticipant(body: EraseBody, options: { idempotencyKey?: string } = {}): Promise<ErasureView> {
    return (await this.#caller.call("POST", `/v1/evidence/erasures`, { body, key: options.idempotencyKey, takesKey: true })) as ErasureView;
  }

  /** Until it is released. Platform, or an operator with `lead`. */
  async placeLegalHold(body: HoldBody, options: { idempotencyKey?: string } = {}): Promise<HoldView> {
    return (await this.#caller.call("POST", `/v1/evidence/legal-holds`, { body, key: options.idempotencyKey, takesKey: true })) as HoldView;
  }

  /** Platform, or an operator with `lead`. */
  async releaseLegalHold(body: LegalHoldReleaseBody, options: { idempotencyKey?: string } = {}): Promise<HoldView> {
    return (await this.#caller.call("POST", `/v1/evidence/legal-holds/release`, { body, key: options.idempotencyKey, takesKey: true })) as HoldView;
  }

  /** Read it in days after a case has ended for good. Platform, or an operator with `lead`. */
  async getRetention(): Promise<RetentionView> {
    return (await this.#caller.call("GET", `/v1/evidence/retention`)) as RetentionView;
  }

  /**
   * Afterwards what the case holds is erased, as if every giver had asked for it: texts, files and archives.
   * Chains
   * of custody and seals stay and verify. Never under a legal hold, nor while the case goes on or can be
   * contested. It
   * counts for cases that are over already, too: a shorter time can be over at once. Platform, or an operator with
   * `lead`.
   */
  async putRetention(body: RetentionBody, options: { idempotencyKey?: string } = {}): Promise<RetentionView> {
    return (await this.#caller.call("PUT", `/v1/evidence/retention`, { body, key: options.idempotencyKey, takesKey: true })) as RetentionView;
  }
}

export class WebhooksOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List all of them, oldest first: there are never more than 50. Of operators those with the scope `lead` may. */
  async listWebhookEndpoints(): Promise<EndpointListView> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints`)) as EndpointListView;
  }

  /**
   * Send events there that happen from now on and match `event_types`, signed as Standard Webhooks 1.0.0 says.
   *
   * The secret is shown in this answer only. The address must be public and reached by https.
   */
  async createWebhookEndpoint(body: NewEndpointBody, options: { idempotencyKey?: string } = {}): Promise<NewEndpointView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints`, { body, key: options.idempotencyKey, takesKey: true })) as NewEndpointView;
  }

  /** Read where it points, what it wants and how it stands: `failing_since` is when it last began to fail. */
  async getWebhookEndpoint(endpoint: string): Promise<EndpointView> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`)) as EndpointView;
  }

  /** Change the address, the events, or turn it on and off. What it missed while it was off can be replayed. */
  async changeWebhookEndpoint(endpoint: string, body: EndpointChangeBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EndpointView> {
    return (await this.#caller.call("PATCH", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EndpointView;
  }

  /** Send nothing more there, not even what is waiting, and forget its secrets. */
  async deleteWebhookEndpoint(endpoint: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EndpointView> {
    return (await this.#caller.call("DELETE", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EndpointView;
  }

  /**
   * Replace the secret. The replaced one signs too for 24 hours, so that receivers can change over without losing
   * an
   * event.
   */
  async rotateWebhookSecret(endpoint: string, body?: SecretBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<NewEndpointView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/secret/rotate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as NewEndpointView;
  }

  /**
   * Send `webhook_endpoint.test`, or the recorded sample of a public type, whatever the endpoint is subscribed to.
   * A sample is about nothing of yours: its `number` is null. Read the delivery to see how it went.
   */
  async testWebhookEndpoint(endpoint: string, body?: SampleEventBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DeliveryView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/test`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DeliveryView;
  }

  /** List deliveries, the newest first, each with every attempt that was made. */
  async listDeliveries(endpoint: string, options: { limit?: number; cursor?: string; state?: ("pending" | "delivered" | "failed" | "stopped")[] } = {}): Promise<DeliveryViewPage> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/deliveries`, { query: { "limit": options.limit, "cursor": options.cursor, "state": options.state } })) as DeliveryViewPage;
  }

  /** List an endpoint's deliveries, page after page. */
  iterateDeliveries(endpoint: string, filters: { state?: ("pending" | "delivered" | "failed" | "stopped")[] } = {}): AsyncGenerator<DeliveryView> {
    return iteratePages((page) => this.listDeliveries(endpoint, { ...filters, ...page }));
  }

  /** Read one event for one endpoint, with every attempt that was made. */
  async getDelivery(delivery: string): Promise<DeliveryView> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints/deliveries/${encodeURIComponent(delivery)}`)) as DeliveryView;
  }

  /**
   * Start the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`. Of operators
   * those with the scope `lead` may.
   */
  async redeliverEvent(delivery: string, options: { idempotencyKey?: string } = {}): Promise<DeliveryView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/deliveries/${encodeURIComponent(delivery)}/redeliver`, { key: options.idempotencyKey, takesKey: true })) as DeliveryView;
  }

  /** Send all the endpoint is subscribed to and that happened in the range, also what it never got. At most 1,000. */
  async replayEvents(endpoint: string, body: ReplayBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReplayView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/replay`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReplayView;
  }
}

export class EventsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List every event of the last 30 days, oldest first, in an order that never changes.
   *
   * Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no event
   * is
   * ever inserted before a cursor you hold. Events of one subject stand in the order in which they happened,
   * `number`
   * 1, 2, 3 and on.
   */
  async listEvents(options: { limit?: number; cursor?: string; since?: string | "latest" | null; type?: string[]; subject?: string } = {}): Promise<EventPage> {
    return (await this.#caller.call("GET", `/v1/events`, { query: { "limit": options.limit, "cursor": options.cursor, "since": options.since, "type": options.type, "subject": options.subject } })) as EventPage;
  }

  /** Read the event feed, page after page. */
  iterateEvents(filters: { since?: string | "latest" | null; type?: string[]; subject?: string } = {}): AsyncGenerator<EventView> {
    return iteratePages((page) => this.listEvents({ ...filters, ...page }));
  }

  /**
   * Receive events as they come (server-sent events): `id` is the event's, `event` its type, `data` the event,
   * word
   * for word what webhooks carry, in the order of the feed.
   *
   * Buyers and sellers receive the events of their own deals and cases, as they may see them: nothing of the other
   * side's evidence before it is revealed, no operator by name, and no `number`, which would count what they are
   * not
   * told. What happens to one case, line by line as it is shown: `GET /v1/disputes/{dispute}/stream`.
   *
   * It begins with what comes from now on, and goes on behind the last event you have seen: send its id as
   * `Last-Event-ID`. A comment comes every 15 seconds. When the token ends an event `end` says so
   * (`{"reason": "token_expired"}`) and the stream ends: ask for a new token and come back.
   */
  streamEvents(options: { since?: string | "latest"; after?: string; type?: string[]; subject?: string } = {}): AsyncGenerator<Record<string, unknown>> {
    return this.#caller.stream("GET", `/v1/events/stream`, { query: { "since": options.since, "after": options.after, "type": options.type, "subject": options.subject } });
  }

  /** Read an event, word for word what webhooks carried. */
  async getEvent(event: string): Promise<EventView> {
    return (await this.#caller.call("GET", `/v1/events/${encodeURIComponent(event)}`)) as EventView;
  }
}

export class SandboxOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Tell what time it is for this platform, and whether time stands still. */
  async getTestClock(): Promise<TestClockView> {
    return (await this.#caller.call("GET", `/v1/test-clock`)) as TestClockView;
  }

  /**
   * Move this platform's time forward and do all that falls due on the way, in order and in every service: one
   * leap
   * brings about the same as many steps. What takes longer than two minutes is answered 503 `clock_too_slow` with
   * how
   * far it got; time stands still there, and the same request with the same Idempotency-Key goes on to the same
   * instant.
   */
  async advanceTestClock(body: AdvanceBody, options: { idempotencyKey?: string } = {}): Promise<TestClockView> {
    return (await this.#caller.call("POST", `/v1/test-clock/advance`, { body, key: options.idempotencyKey, takesKey: true })) as TestClockView;
  }

  /** Let a held time run on from where it stands. One that runs, runs on. */
  async releaseTestClock(): Promise<TestClockView> {
    return (await this.#caller.call("POST", `/v1/test-clock/release`)) as TestClockView;
  }
}

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
