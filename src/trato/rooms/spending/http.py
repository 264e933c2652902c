"""The addresses of rate cards, budgets, and what a message will cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden, Invalid, NotFound
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.conversations import api as conversations
from trato.rooms.spending import rules
from trato.rooms.spending.model import Prices, RateTold, Standing
from trato.rooms.spending.service import budgets, prices, rates

MOST = Decimal(999_999_999_999)


class RateView(Struct, frozen=True):
    """One line of a rate card: a price of a category in a country ("" is every other), from an instant to another."""

    id: UUID
    channel: str
    market: str
    category: str
    price: Decimal
    currency: str
    source: str
    from_at: datetime
    to_at: datetime | None
    in_force: bool


class RateFile(Struct, frozen=True):
    """The text of a CSV file; without `apply` it is only told what each line would do."""

    csv: Annotated[str, Meta(max_length=1_400_000)]
    apply: bool = False


class CsvFile(Struct, frozen=True):
    csv: str


class BudgetView(Struct, frozen=True):
    """A brand and how its budget stands in its present month; `zone` is by whose clock the month passes."""

    brand_id: UUID
    brand: str
    zone: str
    standing: Standing


class BudgetChange(Struct, frozen=True):
    """`amount` None takes the budget away, from the present month on."""

    id: UUID
    amount: Decimal | None
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]


class PricesQuery(Struct, frozen=True):
    id: UUID
    conversation_id: UUID


@dataclass(frozen=True, slots=True)
class Spending:
    """The handlers."""

    book: channels.AccountBook

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        return (
            ("GET", "/api/v1/rates", Verb.BRANDS_MANAGE, self.list_rates, Nothing),
            ("GET", "/api/v1/rates/csv", Verb.BRANDS_MANAGE, self.export, Nothing),
            ("POST", "/api/v1/rates/csv", Verb.BRANDS_MANAGE, self.bring_in, RateFile),
            ("GET", "/api/v1/budgets", Verb.REPORTS_READ, self.list_budgets, Nothing),
            ("PUT", "/api/v1/budgets/{id}", Verb.BRANDS_MANAGE, self.set_budget, BudgetChange),
            ("GET", "/api/v1/cases/{id}/prices", Verb.CASES_REPLY, self.prices, PricesQuery),
        )

    async def list_rates(self, tx: Tx, who: Principal, given: Nothing) -> list[RateView]:
        """List the lines of all rate cards, past and to come."""
        _check_everywhere(who)
        return [
            RateView(
                one.id, one.channel, one.market, one.category, one.price, one.currency, one.source, one.from_at,
                one.to_at, one.from_at <= tx.now and (one.to_at is None or tx.now < one.to_at),
            )
            for one in await channels.list_rates(tx)
            if one.id is not None
        ]  # fmt: skip

    async def export(self, tx: Tx, who: Principal, given: Nothing) -> CsvFile:
        """Give out the lines of all rate cards as the file that may be brought back."""
        _check_everywhere(who)
        return CsvFile(
            rules.to_csv(
                (one.channel, one.market, one.category, f"{one.price:f}", one.currency, f"{one.from_at:%Y-%m-%d}",
                 one.source)
                for one in await channels.list_rates(tx)
            )
        )  # fmt: skip

    async def bring_in(self, tx: Tx, who: Principal, given: RateFile) -> list[RateTold]:
        """Say what each line of a CSV would do to the rate cards, or do it."""
        _check_everywhere(who)
        lines = rules.read_lines(given.csv, channels.all_channels())
        return await rates.bring(tx, lines, apply=given.apply)

    async def list_budgets(self, tx: Tx, who: Principal, given: Nothing) -> list[BudgetView]:
        """Tell what each brand within reach spent on messages this month, and of which budget."""
        scope = who.rights.scope(Verb.REPORTS_READ)
        mine = [one for one in await brands.list_brands(tx) if scope.covers(Place(brand_id=one.id))]
        standing = await budgets.standings(tx, mine)
        return [BudgetView(one.id, one.name, one.timezone, standing[one.id]) for one in mine]

    async def set_budget(self, tx: Tx, who: Principal, given: BudgetChange) -> BudgetView:
        """Say what a brand may spend on messages in a month, from the present one on."""
        if not who.rights.scope(Verb.BRANDS_MANAGE).covers(Place(brand_id=given.id)):
            raise NotFound()
        if given.amount is not None and not _is_sum(given.amount):
            raise Invalid(field="amount", reason="range")
        brand = await brands.get_brand(tx, BrandId(given.id))
        standing = await budgets.set_budget(tx, brand.id, given.amount, given.currency)
        return BudgetView(brand.id, brand.name, brand.timezone, standing)

    async def prices(self, tx: Tx, who: Principal, given: PricesQuery) -> Prices:
        """Tell what a message of one of a case's conversations costs, before it is sent."""
        case = (await cases.get_many(tx, [given.id])).get(given.id)
        thread = (await conversations.get_conversations(tx, [given.conversation_id])).get(given.conversation_id)
        if case is None or thread is None or thread.case_id != case.id:
            raise NotFound()
        place = Place(brand_id=case.brand_id, queue_id=case.queue_id, account_id=case.account_id)
        if not who.rights.scope(Verb.CASES_REPLY).covers(place):
            raise NotFound()
        return await prices.prices_of(tx, self.book, thread.id)


def _is_sum(amount: Decimal) -> bool:
    """Say whether this is an amount of money to the hundredth, more than nothing."""
    return amount.is_finite() and 0 < amount <= MOST and amount == round(amount, 2)


def _check_everywhere(who: Principal) -> None:
    """Refuse whoever keeps brands, and not all of them: a rate card holds for every brand. Raises Forbidden."""
    if not who.rights.scope(Verb.BRANDS_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.BRANDS_MANAGE.value)
