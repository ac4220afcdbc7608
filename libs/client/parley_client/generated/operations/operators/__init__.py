"""Operations of the group 'operators'. Written by `make clients`: do not edit."""

from .acts import OperatorsActs
from .acts_2 import OperatorsActs2
from .reads import OperatorsReads


class OperatorsOperations(OperatorsReads, OperatorsActs, OperatorsActs2):
    """Operations of the group 'operators'."""
