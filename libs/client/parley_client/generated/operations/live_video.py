"""Operations of the group 'live video'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class LiveVideoOperations(Group):
    """Operations of the group 'live video'."""

    def open_video_session(self, body: models.OpenVideoBody, *, idempotency_key: str | None = None) -> models.VideoView:
        """Open one as a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a
        page that asks for camera and microphone, shows what is to be shown and said, and records while it
        uploads: hand it to the person.
        """
        return cast(
            "models.VideoView",
            self._caller.call_operation(
                "POST", "/v1/evidence/video-sessions", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_video_session(self, session: str) -> models.VideoView:
        """Read how far it is, its gaps, and once it is finished what each check found, with the frame and the
        reason. The video itself is the piece of evidence it names. The other party sees that one only, when it
        may.

        session: Id of the live recording.
        """
        return cast(
            "models.VideoView",
            self._caller.call_operation("GET", f"/v1/evidence/video-sessions/{spell_in_path(session)}"),
        )

    def overrule_video_verification(
        self,
        session: str,
        body: models.OverruleBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.VideoView:
        """Overrule them as an operator who has seen the video, with a reason. What the checks found stays beside
        it. Needs the scope `decide`.

        session: Id of the live recording.
        """
        return cast(
            "models.VideoView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/video-sessions/{spell_in_path(session)}/overrule",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def recheck_video(
        self, session: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.VideoView:
        """Have checks made that could not be made (`checks_not_run`): each try has failed, or ended with its
        process. What was found is never checked again. Operators, with the scope `decide`.

        session: Id of the live recording.
        """
        return cast(
            "models.VideoView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/video-sessions/{spell_in_path(session)}/recheck",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def submit_external_video(
        self, body: models.SubmitExternalVideo, *, idempotency_key: str | None = None
    ) -> models.ExternalVideoView:
        """Tell of it where a live video is asked for: a conversation on a usual conferencing platform will do
        (T5). Its link, the provider, when it began and ended, and the uploaded recording if there is one. It is
        marked as not verified live.
        """
        return cast(
            "models.ExternalVideoView",
            self._caller.call_operation(
                "POST", "/v1/evidence/external-videos", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_external_video(self, item: str) -> models.ExternalVideoView:
        """Read it with what the recording shows by itself and what an operator attests. Whoever reads what the
        other side has given is entered in its custody.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ExternalVideoView",
            self._caller.call_operation("GET", f"/v1/evidence/external-videos/{spell_in_path(item)}"),
        )

    def attest_external_video(
        self, item: str, body: models.Attest, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ExternalVideoView:
        """Attest it as an operator who took part, or has asked the provider. Once; it is not changed. Needs the
        scope `decide`.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ExternalVideoView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/external-videos/{spell_in_path(item)}/attest",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def recheck_external_video(
        self, item: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ExternalVideoView:
        """Have checks of its recording made that could not be made (`checks_not_run`): each try has failed, or
        ended with its process. What was found is never checked again. Operators, with the scope `decide`.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ExternalVideoView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/external-videos/{spell_in_path(item)}/recheck",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )
