from collections.abc import Callable
from uuid import UUID

IdFactory = Callable[[], UUID]
