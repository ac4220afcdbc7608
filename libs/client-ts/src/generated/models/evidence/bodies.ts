// Bodies of evidence. Written by `make clients`: do not edit.

import type { Side } from "../general/choices.ts";

export interface Attach {
  /** What its party gave in this case before. */
  item: string;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
}

export interface Invalidate {
  /** Why, as one of your own codes. */
  reason_code: string;
  /** Why, in words; both parties see it. */
  reason: string;
}

/**
 * Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that is
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
   * Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen, YunExpress,
   * bpost, Österreichische Post; or `other`.
   */
  carrier: string;
  /** Of a carrier that is `other`. */
  carrier_name?: string | null;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** When the parcel was handed over (UTC), if known. */
  shipped_at?: string | null;
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
