"""Operations of the group 'disputes'. Written by `make clients`: do not edit."""

from .acts import DisputesActs
from .reads import DisputesReads


class DisputesOperations(DisputesReads, DisputesActs):
    """Operations of the group 'disputes'."""
