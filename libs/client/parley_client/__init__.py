"""Client of Parley: typed operations, tokens that renew themselves, retries that have their effect once."""

from .client import Parley
from .problems import NoAnswer, Problem
from .webhooks import WebhookVerificationError, verify_webhook

__all__ = ["NoAnswer", "Parley", "Problem", "WebhookVerificationError", "verify_webhook"]
