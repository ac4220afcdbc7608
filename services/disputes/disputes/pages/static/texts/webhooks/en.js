// English, for what is sent to webhooks. Each key stands in every language; a test compares them.
export default {
  "webhooks.lead": "What is sent to your systems, how it went, and sending it again.",
  "webhooks.none_title": "No webhook is set up", "webhooks.none": "The platform's backend registers them.",
  "webhooks.endpoints": "Receivers", "webhooks.failing": "failing since {time}", "webhooks.states": "Which deliveries", "webhooks.deliveries": "Deliveries",
  "webhooks.nothing": "No deliveries here.",
  "webhooks.event": "Event", "webhooks.state": "State", "webhooks.made": "Happened", "webhooks.attempts": "Attempts", "webhooks.again": "Again",
  "webhooks.next": "Next attempt:", "webhooks.last": "{number}, last: {how}", "webhooks.not_yet": "none yet",
  "webhooks.redeliver": "Send again", "webhooks.redeliver_one": "Send again: {event}", "webhooks.sent": "It is on its way.", "webhooks.refused": "This cannot be sent now: the receiver is off, or gone.",
  "delivery.all": "All", "delivery.pending": "On the way", "delivery.delivered": "Delivered", "delivery.failed": "Failed", "delivery.stopped": "Stopped",
  "endpoint.enabled": "On", "endpoint.disabled": "Off", "endpoint.deleted": "Deleted",
  "endpoint_why.owner": "turned off by you", "endpoint_why.gone": "the receiver said that it is gone", "endpoint_why.failing": "it had failed for too long",
  "failure.http_status": "refused", "failure.redirect_refused": "it wanted to redirect", "failure.unreachable": "not reachable", "failure.tls_failed": "no secure connection",
  "failure.timeout": "no answer in time", "failure.protocol_error": "no proper answer", "failure.internal_error": "trouble on our side",
};
