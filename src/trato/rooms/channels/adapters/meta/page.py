"""How an account of a Page, or of Instagram, is connected, and what Meta says of it.

Of Meta (developers.facebook.com, Graph API): the Page itself; the same with `appsecret_proof`, which is refused where
the secret is not that of the token's app; `debug_token`, which tells scopes, end and app; the Page's
`subscribed_apps`, with the fields that each is told of; and, as the app, its `subscriptions`, which name the callback
URL. One app has one callback URL for all of its Pages: whichever account it names, the others of the app hear as well.
Who else answers there is looked at in `sharing.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta import faults
from trato.rooms.channels.adapters.meta.graph import as_app, get, graph_url, proof_of, same_address
from trato.rooms.channels.adapters.meta.sharing import Sharing, examine_sharing
from trato.rooms.channels.connecting import Field, FieldKind, Finding, Holder, Made, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer

SHARED = "app_secret"  # one webhook serves every account that has the same
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]
Heard = Generator[Probe | Finding, ProviderAnswer | None, "list[str] | None"]

NEEDS = (
    Said("Una página de Facebook de la empresa, con permiso de administración.",
         "A Facebook Page of the company, with the right to administer it.",
         "Uma página do Facebook da empresa, com permissão de administração."),
    Said("Una app de Meta de tipo Empresa, con la revisión de Meta aprobada para sus permisos.",
         "A Meta app of type Business, with its permissions approved in Meta's review.",
         "Um app da Meta do tipo Empresa, com as permissões aprovadas na análise da Meta."),
)  # fmt: skip

PAGE_ID = Field(
    "page_id", Said("Identificador de la página", "Page ID", "Identificador da página"), Holder.EXTERNAL_ID,
    hint=Said("Página → Información → Transparencia de la página.",
              "Page → About → Page transparency.",
              "Página → Sobre → Transparência da página."),
)  # fmt: skip
MADE = (Made("verify_token", Said("Token de verificación", "Verify token", "Token de verificação")),)


def fields(scopes: Sequence[str], identifier: Field = PAGE_ID) -> tuple[Field, ...]:
    """Return what somebody who connects an account has at hand; the token of its Page needs these permissions."""
    names = ", ".join(scopes)
    return (
        identifier,
        Field("access_token", Said("Token de acceso de la página", "Page access token", "Token de acesso da página"),
              Holder.SECRETS, FieldKind.SECRET,
              hint=Said(f"De un usuario del sistema con la página asignada, con {names}.",
                        f"Of a system user to whom the Page is assigned, with {names}.",
                        f"De um usuário do sistema com a página atribuída, com {names}.")),
        Field("app_secret", Said("Secreto de la app", "App secret", "Segredo do app"), Holder.SECRETS,
              FieldKind.SECRET,
              hint=Said("App de Meta → Configuración → Básica.", "Meta app → Settings → Basic.",
                        "App da Meta → Configurações → Básico.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """What an account stands for, as Meta names it, and the sentences about it."""

    object: str  # of webhooks
    name_field: str
    page: str  # its Page among the Graph's addresses, with {account} for the account's id
    heard_by_page: bool  # whether the Page itself must be subscribed to the fields, or only at all
    found: Callable[[ProviderAnswer | None, dict[str, Any] | None, Sequence[str]], Finding]
    good: Finding


A_PAGE = Subject("page", "name", "{account}", True, faults.of_page, good("page", faults.PAGE))


def examiner(
    scopes: Sequence[str], heard: Sequence[str], of: Subject = A_PAGE, shared: Sharing | None = None
) -> Callable[[AccountView, str], Steps]:
    """Return how an account is looked at that needs these permissions and hears of these fields; `shared` where
    several applications may answer there."""

    def examine(account: AccountView, hook: str) -> Steps:
        """Look at account, token, permissions, secret and webhook; what hangs on something broken is not asked."""
        asked = {"fields": f"id,{of.name_field}"}
        found = told_by(answer := (yield get(account, account.external_id, asked)))
        if found is None or "error" in found:
            yield of.found(answer, found, scopes)
            return
        yield of.good
        proof = {"fields": "id", "appsecret_proof": proof_of(account)}
        proven = told_by(answer := (yield get(account, account.external_id, proof)))
        if proven is None or "error" in proven:
            yield faults.of_secret(answer, proven)
            return
        yield good("app_secret", faults.SECRET)
        token = {"input_token": account.secrets.get("access_token", "")}
        told = told_by(answer := (yield get(account, "debug_token", token)))
        if told is None or "error" in told:
            yield faults.of_silence("permissions", faults.PERMISSIONS, answer)
            return
        data = told.get("data", {})
        missing = [scope for scope in scopes if scope not in data.get("scopes", ())]
        ends = datetime.fromtimestamp(data["expires_at"], UTC) if data.get("expires_at") else None
        yield faults.of_permissions(missing) if missing else good("permissions", faults.PERMISSIONS, ends)
        app = str(data.get("app_id", ""))
        told_of = (yield from _examine_webhook(account, hook, app, heard, of)) if hook else None
        if shared is not None:
            yield from examine_sharing(account, of.page.format(account=account.external_id), app, shared, told_of)

    return examine


def _examine_webhook(account: AccountView, hook: str, app: str, heard: Sequence[str], of: Subject) -> Heard:
    """Look where news of the account go; return the fields that they are of, None where nobody told."""
    page = of.page.format(account=account.external_id)
    listed = told_by(answer := (yield get(account, f"{page}/subscribed_apps")))
    if listed is None or "error" in listed:
        yield faults.of_silence("subscription", faults.SUBSCRIPTION, answer)
        return None
    ours = next((one for one in listed.get("data", ()) if str(one.get("id", "")) == app), None)
    deaf = [] if ours is not None and not of.heard_by_page else _lacking(heard, (ours or {}).get("subscribed_fields"))
    if deaf:
        yield faults.page_not_subscribed(deaf)
        return None
    yield good("subscription", faults.SUBSCRIPTION)
    call = HttpRequest("GET", graph_url(account, f"{app}/subscriptions"), as_app(account, app))
    hooks = told_by(answer := (yield call))
    if hooks is None or "error" in hooks:
        yield faults.of_silence("webhook", faults.WEBHOOK, answer)
        return None
    set_up = next((one for one in hooks.get("data", ()) if one.get("object") == of.object), None)
    told = str((set_up or {}).get("callback_url", ""))
    if set_up is None or not set_up.get("active", True):
        yield faults.no_webhook(hook)
    elif not _leads_here(told, hook):
        yield faults.other_webhook(told, hook)
    elif missing := _lacking(heard, set_up.get("fields")):
        yield faults.deaf_webhook(missing, of.object)
    else:
        yield good("webhook", faults.WEBHOOK)
    return _listed((set_up or {}).get("fields"))


def _leads_here(told: str, hook: str) -> bool:
    """Say whether Meta's callback URL is ours: this account's, or that of another account of the same app."""
    return same_address(told.rsplit("/", 1)[0], hook.rsplit("/", 1)[0])


def _lacking(wanted: Sequence[str], given: Any) -> list[str]:
    have = _listed(given)
    return [name for name in wanted if name not in have]


def _listed(given: Any) -> list[str]:
    listed = given if isinstance(given, list) else []
    return [str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in listed]
