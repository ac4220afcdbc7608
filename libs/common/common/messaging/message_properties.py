"""Properties of a message that cannot be read, such as an id that is no UTF-8: the message counts as one without any.

The library gives the whole connection up for them, and the broker brings them again to the next. Flags of
properties that cannot be read still end the connection.
"""

from __future__ import annotations

import logging
from typing import Any

from pamqp.commands import Basic

log = logging.getLogger(__name__)

_read_properties = Basic.Properties.unmarshal


def _read_or_leave_out(self: Basic.Properties, flags: int, data: bytes) -> None:
    try:
        _read_properties(self, flags, data)
    except Exception as error:  # whatever the library raises at bytes of others
        log.error("the properties of a message cannot be read: %r", error)
        for name in self.attributes():
            setattr(self, name, None)


def tolerate_unreadable_properties() -> None:
    """Have every connection of this process read on behind them: the message is parked for want of an id."""
    properties: Any = Basic.Properties
    properties.unmarshal = _read_or_leave_out
