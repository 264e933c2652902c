"""Argon2id, in a thread, few at a time: hashing must neither stop the loop nor fill the memory."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB = 19_456  # OWASP's second choice: 19 MiB, two passes, one lane
PASSES = 2
AT_ONCE = 2


class Passwords:
    """Hashes and checks passwords. Takes no transaction: nobody holds a connection while it works."""

    def __init__(self, *, memory_kib: int = MEMORY_KIB, at_once: int = AT_ONCE) -> None:
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=memory_kib, parallelism=1)
        self._turn = asyncio.Semaphore(at_once)
        self._nobody = ""

    async def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def check(self, kept: str | None, password: str) -> bool:
        """Say whether `password` is the one kept. Without one it takes as long, and says no."""
        if kept is None and not self._nobody:
            self._nobody = await self.hash("nobody's password")
        async with self._turn:
            right = await asyncio.to_thread(self._verify, kept or self._nobody, password)
        return right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Say whether a hash was made with other costs than today's, and should be made anew."""
        return self._hasher.check_needs_rehash(kept)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False
