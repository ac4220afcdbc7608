// Operations of the group 'live video'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type {
  Attest,
  ExternalVideoView,
  OpenVideoBody,
  OverruleBody,
  SubmitExternalVideo,
  VideoView,
} from "../models/index.ts";

export class LiveVideoOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Open one as a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a page that
   * asks for camera and microphone, shows what is to be shown and said, and records while it uploads: hand it to the
   * person.
   */
  async openVideoSession(body: OpenVideoBody, options: { idempotencyKey?: string } = {}): Promise<VideoView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/video-sessions`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as VideoView;
  }

  /**
   * Read how far it is, its gaps, and once it is finished what each check found, with the frame and the reason. The
   * video itself is the piece of evidence it names. The other party sees that one only, when it may.
   */
  async getVideoSession(session: string): Promise<VideoView> {
    return (await this.caller.call("GET", `/v1/evidence/video-sessions/${encodeURIComponent(session)}`)) as VideoView;
  }

  /**
   * Overrule them as an operator who has seen the video, with a reason. What the checks found stays beside it. Needs
   * the scope `decide`.
   */
  async overruleVideoVerification(
    session: string,
    body: OverruleBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<VideoView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/video-sessions/${encodeURIComponent(session)}/overrule`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as VideoView;
  }

  /**
   * Have checks made that could not be made (`checks_not_run`): each try has failed, or ended with its process. What
   * was found is never checked again. Operators, with the scope `decide`.
   */
  async recheckVideo(session: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<VideoView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/video-sessions/${encodeURIComponent(session)}/recheck`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as VideoView;
  }

  /**
   * Tell of it where a live video is asked for: a conversation on a usual conferencing platform will do (T5). Its
   * link, the provider, when it began and ended, and the uploaded recording if there is one. It is marked as not
   * verified live.
   */
  async submitExternalVideo(
    body: SubmitExternalVideo,
    options: { idempotencyKey?: string } = {},
  ): Promise<ExternalVideoView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/external-videos`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as ExternalVideoView;
  }

  /**
   * Read it with what the recording shows by itself and what an operator attests. Whoever reads what the other side
   * has given is entered in its custody.
   */
  async getExternalVideo(item: string): Promise<ExternalVideoView> {
    return (await this.caller.call(
      "GET",
      `/v1/evidence/external-videos/${encodeURIComponent(item)}`,
    )) as ExternalVideoView;
  }

  /**
   * Attest it as an operator who took part, or has asked the provider. Once; it is not changed. Needs the scope
   * `decide`.
   */
  async attestExternalVideo(
    item: string,
    body: Attest,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ExternalVideoView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/external-videos/${encodeURIComponent(item)}/attest`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ExternalVideoView;
  }

  /**
   * Have checks of its recording made that could not be made (`checks_not_run`): each try has failed, or ended with
   * its process. What was found is never checked again. Operators, with the scope `decide`.
   */
  async recheckExternalVideo(
    item: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ExternalVideoView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/external-videos/${encodeURIComponent(item)}/recheck`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ExternalVideoView;
  }
}
