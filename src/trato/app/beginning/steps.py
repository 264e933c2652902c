"""The beginner's deeds: each may be done again, and what was done is read from the workspace itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from trato.app.beginning import model, practice
from trato.app.beginning.first_run import slug_of
from trato.app.beginning.model import FirstChannel, Step
from trato.app.founding import FoundedBrand, found_brand, open_channel
from trato.app.wiring import House
from trato.kit.errors import Forbidden, Invalid
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Principal, UnitId, UserId, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, DayKind, HolderKind, HoursPlan, Openings, opening
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.console.store import beginning as store
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Target

KEY = "setup.progress"  # a setting of the root unit: what no row tells, {"hours", "words", "dismissed": bool}
TEAMS = {"es": "Atención de {}", "en": "{} care", "pt": "Atendimento {}"}
GREETINGS = {"es": "¿En qué podemos ayudarte?", "en": "How can we help?", "pt": "Como podemos ajudar?"}
ACCENT = "#0b6b57"
LONGEST = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Steps:
    """The handlers of `/api/v1/setup`; all need `settings.write` over the whole workspace."""

    house: House

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Any]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        root, verb = "/api/v1/setup", Verb.SETTINGS_WRITE
        return (
            ("GET", root, verb, self.look, Nothing),
            ("GET", f"{root}/places", verb, self.places, Nothing),
            ("PUT", f"{root}/brand", verb, self.set_brand, model.BrandSaid),
            ("PUT", f"{root}/hours", verb, self.set_hours, model.HoursSaid),
            ("PUT", f"{root}/channel", verb, self.set_channel, model.ChannelSaid),
            ("PUT", f"{root}/words", verb, self.pass_words, Nothing),
            ("PUT", f"{root}/dismissed", verb, self.dismiss, model.Dismissal),
        )

    async def look(self, tx: Tx, who: Principal, given: Nothing) -> model.Setup:
        """Tell how far the beginning has come."""
        _check_whole(who)
        return await self._setup(tx)

    async def places(self, tx: Tx, who: Principal, given: Nothing) -> list[model.Place]:
        """List the countries whose public holidays are known, with their time zones."""
        return [model.Place(country, list(zones)) for country, zones in brands.known_places().items()]

    async def set_brand(self, tx: Tx, who: Principal, given: model.BrandSaid) -> model.Setup:
        """Found the first brand with its team, queue and usual hours, or change what was said of it."""
        _check_whole(who)
        said = _checked(given)
        brand = await _first_brand(tx)
        if brand is None:
            await _found(tx, who.user.id, said)
        else:
            await _change(tx, brand, said)
        return await self._setup(tx)

    async def set_hours(self, tx: Tx, who: Principal, given: model.HoursSaid) -> model.Setup:
        """Say when the first brand is open."""
        _check_whole(who)
        brand = await _needed_brand(tx)
        calendar = (await brands.hours_book(tx)).attached[(HolderKind.BRAND, brand.id)]
        present = (await brands.hours_book(tx)).calendars[calendar]
        week = _week(given.week)
        if week != present.week:
            await brands.revise_calendar(tx, calendar, replace(present.plan, week=week))
        await _note(tx, hours=True)
        return await self._setup(tx)

    async def set_channel(self, tx: Tx, who: Principal, given: model.ChannelSaid) -> model.Setup:
        """Open the first channel; the same kind again is the same account."""
        _check_whole(who)
        brand = await _needed_brand(tx)
        if given.kind is FirstChannel.PRACTICE_PHONE and not self.house.settings.is_local:
            raise Invalid(field="kind", reason="not_on_this_machine")
        site = _site(given.site) if given.kind is FirstChannel.OWN_SITE else ""
        account = _account_of(await self._accounts(tx), given.kind)
        if account is None:
            await self._open(tx, who, brand, given.kind, site)
        elif site and site not in account.view.settings.get("origins", ()):
            await channels.change_settings(tx, account.id, {"origins": [*account.view.settings["origins"], site]})
            self.house.book.forget(tx.workspace)
        await _note(tx, channel=given.kind.value)
        return await self._setup(tx)

    async def pass_words(self, tx: Tx, who: Principal, given: Nothing) -> model.Setup:
        """Go on without tags for now."""
        _check_whole(who)
        await _note(tx, words=True)
        return await self._setup(tx)

    async def dismiss(self, tx: Tx, who: Principal, given: model.Dismissal) -> model.Setup:
        """Put the list of steps away, or take it out again."""
        _check_whole(who)
        await _note(tx, dismissed=given.dismissed)
        return await self._setup(tx)

    # ---- what there is ---------------------------------------------------------------------------------------------

    async def _setup(self, tx: Tx) -> model.Setup:
        noted = await _noted(tx)
        brand = await _first_brand(tx)
        accounts = await self._accounts(tx)
        account = _account_of(accounts, noted.get("channel", "")) or next(iter(accounts), None)
        conversation = await _conversation(tx)
        done = {
            Step.BRAND: brand is not None,
            Step.HOURS: bool(noted.get("hours")),
            Step.CHANNEL: account is not None,
            Step.WORDS: bool(noted.get("words")) or bool(await cases.tags(tx)),
            Step.CONVERSATION: conversation is not None and conversation.answered_at is not None,
        }
        return model.Setup(
            done=[step for step, is_done in done.items() if is_done],
            dismissed=bool(noted.get("dismissed")),
            may_practise=self.house.settings.is_local,
            brand=await _brand_view(tx, brand) if brand else None,
            hours=await _hours_view(tx, brand) if brand else None,
            promises=await _promises(tx),
            channel=self._channel_view(account) if account else None,
            conversation=conversation,
        )

    async def _accounts(self, tx: Tx) -> list[channels.Account]:
        self.house.book.forget(tx.workspace)  # another process may have opened one a moment ago
        return list((await self.house.book.of_workspace(tx)).values())

    def _channel_view(self, account: channels.Account) -> model.ChannelView:
        kind = _kind_of(account)
        settings = account.view.settings
        return model.ChannelView(
            account_id=account.id,
            kind=kind,
            name=account.row.name,
            page=practice.page_of(self.house.settings, account),
            snippet_key=account.row.external_id if kind is not FirstChannel.PRACTICE_PHONE else "",
            sites=[str(one) for one in settings.get("origins", ())] if kind is FirstChannel.OWN_SITE else [],
        )

    async def _open(self, tx: Tx, who: Principal, brand: Brand, kind: FirstChannel, site: str) -> None:
        founded = await _founded(tx, brand)
        if kind is FirstChannel.PRACTICE_PHONE:
            plan = practice.phone_plan(tx.workspace)
            await open_channel(
                self.house, tx, founded, "whatsapp", plan.number, f"WhatsApp · {brand.name}",
                settings=plan.settings, secrets=plan.secrets, portfolio="practice", owner_id=who.user.id,
            )  # fmt: skip
            practice.want(self.house.settings)
            return
        locale = brand.locale[:2]
        settings = {
            "brand": brand.name, "locale": locale, "greeting": GREETINGS.get(locale, GREETINGS["es"]),
            "accent": ACCENT, "origins": [site] if site else practice.origins(self.house.settings),
            **({} if site else {"practice": True}),
        }  # fmt: skip
        key = f"{slug_of(brand.name)[:40]}-{secrets.token_hex(4)}"
        made = {"visitor_secret": secrets.token_urlsafe(32), "identity_secret": secrets.token_urlsafe(32)}
        name = brand.name if site else f"{brand.name} · {practice.PAGE_NAMES.get(locale, practice.PAGE_NAMES['es'])}"
        await open_channel(
            self.house, tx, founded, "webchat", key, name, settings=settings, secrets=made, owner_id=who.user.id
        )


async def _found(tx: Tx, who: UserId, said: model.BrandSaid) -> None:
    queue = TEAMS.get(said.locale, TEAMS["es"]).format(said.name)
    founded = await found_brand(
        tx, said.name, country=said.country, timezone=said.timezone, locale=said.locale, legal_name=said.legal_name,
        queue_name=queue,
    )  # fmt: skip
    await access.join_team(tx, founded.team_id, who)


async def _change(tx: Tx, brand: Brand, said: model.BrandSaid) -> None:
    changed = await brands.change_brand(
        tx, brand.id, name=said.name, locale=said.locale, country=said.country, timezone=said.timezone
    )
    controller = await brands.get_controller(tx, brand.controller_id)
    await brands.change_controller(tx, controller.id, said.legal_name, said.country, controller.contact)
    if (changed.country, changed.timezone) == (brand.country, brand.timezone):
        return
    book = await brands.hours_book(tx)
    calendar = book.attached[(HolderKind.BRAND, brand.id)]
    plan = book.calendars[calendar].plan
    usual = plan.week == brands.usual_week(brand.country)
    moved = HoursPlan(
        changed.timezone, brands.usual_week(changed.country) if usual else plan.week, plan.own_days, changed.country
    )
    await brands.revise_calendar(tx, calendar, moved)


async def _founded(tx: Tx, brand: Brand) -> FoundedBrand:
    queue = next(one for one in await routing.list_queues(tx) if one.brand_id == brand.id)
    team = queue.team_id
    assert team is not None, "a brand is founded with a team"
    return FoundedBrand(brand, brand.controller_id, (await access.get_team(tx, team)).id, queue)


async def _first_brand(tx: Tx) -> Brand | None:
    return min(await brands.list_brands(tx), key=lambda one: (one.created_at, one.id), default=None)


async def _needed_brand(tx: Tx) -> Brand:
    brand = await _first_brand(tx)
    if brand is None:
        raise Invalid(field="brand", reason="missing")
    return brand


async def _brand_view(tx: Tx, brand: Brand) -> model.BrandView:
    legal = next(one.legal_name for one in await brands.list_controllers(tx) if one.id == brand.controller_id)
    return model.BrandView(brand.id, brand.name, legal, brand.country, brand.timezone, brand.locale)


async def _hours_view(tx: Tx, brand: Brand) -> model.HoursView | None:
    book = await brands.hours_book(tx)
    calendar = book.attached.get((HolderKind.BRAND, brand.id))
    if calendar is None:
        return None
    version = book.calendars[calendar]
    today = tx.now.date()
    return model.HoursView(
        version.timezone,
        [[(_clock(one.opens), _clock(one.closes)) for one in day] for day in version.week],
        [
            model.HolidayView(day.day, day.name)
            for day in version.days
            if day.kind is DayKind.HOLIDAY and today <= day.day < today + timedelta(days=365)
        ],
    )


async def _promises(tx: Tx) -> list[model.PromiseView]:
    found = []
    for policy in await sla.list_policies(tx):
        promised = policy.terms.promised(Target.FIRST_RESPONSE) or policy.terms.promised(Target.CEILING)
        if promised is not None:
            seconds = int(promised.within.total_seconds())
            channel = policy.terms.scope.channel or ""
            found.append(model.PromiseView(policy.name, channel, seconds, policy.terms.wall_clock))
    return sorted(found, key=lambda one: one.seconds)


async def _conversation(tx: Tx) -> model.ConversationView | None:
    found = [
        model.ConversationView(row["id"], row["number"], (row["said"] or "")[:200], row["answered_at"])
        for row in await store.newest_cases(tx)
    ]
    answered = [one for one in found if one.answered_at is not None]
    return next(iter(answered or found), None)


async def _noted(tx: Tx) -> dict[str, Any]:
    kept = await access.get_setting(tx, tx.workspace, KEY)
    return dict(kept.value) if kept is not None and isinstance(kept.value, dict) else {}


async def _note(tx: Tx, **said: Any) -> None:
    noted = await _noted(tx)
    if noted != noted | said:
        await access.set_setting(tx, UnitId(tx.workspace), KEY, noted | said)


def _account_of(accounts: list[channels.Account], kind: str) -> channels.Account | None:
    return next((one for one in accounts if _kind_of(one) == kind), None)


def _kind_of(account: channels.Account) -> FirstChannel:
    """Say what a newcomer would call an account, by what it can do."""
    if not account.view.settings.get("practice"):
        return FirstChannel.OWN_SITE
    return FirstChannel.PRACTICE_CHAT if "origins" in account.view.settings else FirstChannel.PRACTICE_PHONE


def _checked(said: model.BrandSaid) -> model.BrandSaid:
    name, legal = said.name.strip(), said.legal_name.strip() or said.name.strip()
    for field, text in (("name", name), ("legal_name", legal)):
        if not 0 < len(text) <= LONGEST:
            raise Invalid(field=field, reason="length")
    if said.country not in brands.known_places():
        raise Invalid(field="country", reason="unknown")
    if said.timezone not in available_timezones():
        raise Invalid(field="timezone", reason="unknown")
    if said.locale[:2] not in TEAMS:
        raise Invalid(field="locale", reason="unknown")
    return model.BrandSaid(name, said.country, said.timezone, said.locale, legal)


def _week(days: list[model.Day]) -> tuple[Openings, ...]:
    if len(days) != 7:
        raise Invalid(field="week", reason="length")
    try:
        week = tuple(tuple(opening(opens, closes) for opens, closes in day) for day in days)
    except ValueError as error:
        raise Invalid(field="week", reason="time") from error
    for day in week:
        if any(before.closes > after.opens for before, after in zip(day, day[1:], strict=False)):
            raise Invalid(field="week", reason="overlap")
    return week


def _clock(minutes: int) -> str:
    return "24:00" if minutes == 1_440 else f"{minutes % 1_440 // 60:02}:{minutes % 60:02}"


def _site(text: str) -> str:
    """Return the origin of a site as browsers say it. Raises Invalid."""
    parts = urlsplit(text.strip() if "//" in text else f"https://{text.strip()}")
    try:
        port = parts.port
    except ValueError:
        raise Invalid(field="site", reason="malformed") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in parts.netloc or "@" in parts.netloc:
        raise Invalid(field="site", reason="malformed")
    return f"{parts.scheme}://{parts.hostname}{f':{port}' if port else ''}"


def _check_whole(who: Principal) -> None:
    if not who.rights.scope(Verb.SETTINGS_WRITE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.SETTINGS_WRITE.value)
