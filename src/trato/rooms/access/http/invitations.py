"""The addresses of invitations, for those who invite."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Conflict
from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.http.routes import Route, check_not_above, check_whole
from trato.rooms.access.model import Link, LinkMail, Principal, ScopeKind, TeamId, UserId, Verb
from trato.rooms.access.rules.links import PAGES, write_link
from trato.rooms.access.rules.people_file import read_people
from trato.rooms.access.service import directory, importing, links, organisation, people, rights
from trato.rooms.access.service.importing import LineFound


class FirstGrant(Struct, frozen=True):
    role: str
    scope_kind: ScopeKind = ScopeKind.WORKSPACE
    scope_id: UUID | None = None
    until: datetime | None = None


class NewInvitation(Struct, frozen=True):
    """Who is asked in, and with what: all of it or nothing is done."""

    email: str
    name: str
    locale: str = "es"
    time_zone: str = "UTC"
    teams: list[UUID] = []
    grants: list[FirstGrant] = []


class InvitationView(Struct, frozen=True):
    """An invitation that nobody took yet; after `expires_at` it opens nothing."""

    user_id: UUID
    name: str
    email: str
    made_at: datetime
    expires_at: datetime
    made_by: str
    mail: LinkMail


class InvitationMade(Struct, frozen=True):
    """`url` is for the one person; `mail` says whether it goes to them by itself."""

    user_id: UUID
    url: str
    expires_at: datetime
    mail: LinkMail


class PeopleUpload(Struct, frozen=True):
    """A file as it is, in base64. Without `apply` it is only looked at."""

    file: bytes
    locale: str = "es"
    time_zone: str = "UTC"
    apply: bool = False


class PeopleFound(Struct, frozen=True):
    """How the file was read, what would become of each line, and whether it was done."""

    encoding: str
    separator: str
    lines: list[LineFound]
    done: bool


class Invitations:
    """The handlers; they sign links with the keys, and know whether mail leaves."""

    def __init__(self, keys: Keyring, public_url: str, *, by_mail: bool) -> None:
        self._keys = keys
        self._public_url = public_url
        self._by_mail = by_mail

    def table(self) -> tuple[Route, ...]:
        """Return every address."""
        one = "/api/v1/users/{id}/invitation"
        return (
            Route("GET", "/api/v1/invitations", Verb.USERS_READ, self.invitations),
            Route("POST", "/api/v1/invitations", Verb.USERS_MANAGE, self.add, NewInvitation),
            Route("POST", "/api/v1/people/import", Verb.USERS_MANAGE, self.bring_in, PeopleUpload),
            Route("POST", one, Verb.USERS_MANAGE, self.send, OneId),
            Route("GET", one, Verb.USERS_MANAGE, self.link, OneId),
            Route("DELETE", one, Verb.USERS_MANAGE, self.withdraw, OneId),
        )

    async def invitations(self, tx: Tx, who: Principal, given: Nothing) -> list[InvitationView]:
        """List the invitations that nobody took yet, newest first."""
        check_whole(who, Verb.USERS_READ)
        found = await links.list_invitations(tx)
        invited = {one.id: one for one in await people.get_users(tx, [link.user_id for link in found])}
        names = await directory.names_of(tx, [link.made_by for link in found])
        return [
            InvitationView(
                link.user_id,
                invited[link.user_id].name,
                invited[link.user_id].email,
                link.made_at,
                link.expires_at,
                names.get(link.made_by, "") if link.made_by else "",
                link.mail,
            )
            for link in found
        ]

    async def add(self, tx: Tx, who: Principal, given: NewInvitation) -> InvitationMade:
        """Ask a person in: with their teams and roles, and a link that opens once."""
        check_whole(who, Verb.USERS_MANAGE)
        user = await people.add_user(
            tx, given.email, given.name, locale=given.locale, time_zone=given.time_zone, invited=True
        )
        for team in given.teams:
            await organisation.join_team(tx, TeamId(team), user.id)
        for one in given.grants:
            await rights.grant(tx, who.rights, user.id, one.role, one.scope_kind, one.scope_id, until=one.until)
        return self._made(tx, await links.invite(tx, user.id, by_mail=self._by_mail))

    async def bring_in(self, tx: Tx, who: Principal, given: PeopleUpload) -> PeopleFound:
        """Look at a file of people (CSV), or invite everybody in it: all of them, or nobody when a line is wrong."""
        check_whole(who, Verb.USERS_MANAGE)
        file = read_people(given.file)
        if not given.apply:
            return PeopleFound(file.encoding, file.separator, await importing.look(tx, who.rights, file), False)
        await importing.bring_in(
            tx, who.rights, file, locale=given.locale, time_zone=given.time_zone, by_mail=self._by_mail
        )
        return PeopleFound(file.encoding, file.separator, [], True)

    async def send(self, tx: Tx, who: Principal, given: OneId) -> InvitationMade:
        """Send an invitation again, with a new link: the one before opens nothing any more."""
        check_whole(who, Verb.USERS_MANAGE)
        await check_not_above(tx, who, given.id)
        return self._made(tx, await links.invite(tx, UserId(given.id), by_mail=self._by_mail))

    async def link(self, tx: Tx, who: Principal, given: OneId) -> InvitationMade:
        """Show the link of an open invitation, to hand it over by other means."""
        check_whole(who, Verb.USERS_MANAGE)
        user = await people.get_user(tx, given.id)
        await check_not_above(tx, who, user.id)
        found = await links.invitation_of(tx, user.id)
        if found is None:
            raise Conflict(reason="not_invited")
        return self._made(tx, found)

    async def withdraw(self, tx: Tx, who: Principal, given: OneId) -> None:
        """End an invitation: its link opens nothing any more."""
        check_whole(who, Verb.USERS_MANAGE)
        await links.withdraw(tx, UserId(given.id))

    def _made(self, tx: Tx, link: Link) -> InvitationMade:
        return InvitationMade(link.user_id, self.url(tx.workspace, link), link.expires_at, link.mail)

    def url(self, workspace: UUID, link: Link) -> str:
        """Return the address of a link. What opens stands after the #: servers and logs never see it."""
        return f"{self._public_url}/{PAGES[link.purpose]}#{write_link(self._keys.newest, workspace, link.id)}"
