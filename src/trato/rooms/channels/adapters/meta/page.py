"""How an account of a Page is connected, and what Meta says of it: the same for its inbox and for its posts.

Of Meta (developers.facebook.com, Graph API): the Page itself; the same with `appsecret_proof`, which is refused where
the secret is not that of the token's app; `debug_token`, which tells scopes, end and app; the Page's
`subscribed_apps`, with the fields that each is told of; and, as the app, its `subscriptions`, which name the callback
URL. One app has one callback URL for all of its Pages: whichever account it names, the others of the app hear as well.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import UTC, datetime
from typing import Any

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta import faults
from trato.rooms.channels.adapters.meta.graph import as_app, get, graph_url, proof_of, same_address
from trato.rooms.channels.connecting import Field, FieldKind, Finding, Holder, Made, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer

OBJECT = "page"
SHARED = "app_secret"  # one webhook serves every account that has the same
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]

NEEDS = (
    Said("Una página de Facebook de la empresa, con permiso de administración.",
         "A Facebook Page of the company, with the right to administer it.",
         "Uma página do Facebook da empresa, com permissão de administração."),
    Said("Una app de Meta de tipo Empresa, con la revisión de Meta aprobada para sus permisos.",
         "A Meta app of type Business, with its permissions approved in Meta's review.",
         "Um app da Meta do tipo Empresa, com as permissões aprovadas na análise da Meta."),
)  # fmt: skip

MADE = (Made("verify_token", Said("Token de verificación", "Verify token", "Token de verificação")),)


def fields(scopes: Sequence[str]) -> tuple[Field, ...]:
    """Return what somebody who connects a Page has at hand; its token needs these permissions."""
    names = ", ".join(scopes)
    return (
        Field("page_id", Said("Identificador de la página", "Page ID", "Identificador da página"), Holder.EXTERNAL_ID,
              hint=Said("Página → Información → Transparencia de la página.",
                        "Page → About → Page transparency.",
                        "Página → Sobre → Transparência da página.")),
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


def examiner(scopes: Sequence[str], field: str) -> Callable[[AccountView, str], Steps]:
    """Return how an account is looked at that needs these permissions and hears of `field`."""

    def examine(account: AccountView, hook: str) -> Steps:
        """Look at Page, token, permissions, secret and webhook; what hangs on something broken is not asked."""
        found = told_by(answer := (yield get(account, account.external_id, {"fields": "id,name"})))
        if found is None or "error" in found:
            yield faults.of_page(answer, found, scopes)
            return
        yield good("page", faults.PAGE)
        proof = {"fields": "id", "appsecret_proof": proof_of(account)}
        proven = told_by(answer := (yield get(account, account.external_id, proof)))
        if proven is None or "error" in proven:
            yield faults.of_secret(answer, proven)
            return
        yield good("app_secret", faults.SECRET)
        asked = {"input_token": account.secrets.get("access_token", "")}
        told = told_by(answer := (yield get(account, "debug_token", asked)))
        if told is None or "error" in told:
            yield faults.of_silence("permissions", faults.PERMISSIONS, answer)
            return
        data = told.get("data", {})
        missing = [scope for scope in scopes if scope not in data.get("scopes", ())]
        ends = datetime.fromtimestamp(data["expires_at"], UTC) if data.get("expires_at") else None
        yield faults.of_permissions(missing) if missing else good("permissions", faults.PERMISSIONS, ends)
        if hook:
            yield from _examine_webhook(account, hook, str(data.get("app_id", "")), field)

    return examine


def _examine_webhook(account: AccountView, hook: str, app: str, field: str) -> Steps:
    listed = told_by(answer := (yield get(account, f"{account.external_id}/subscribed_apps")))
    if listed is None or "error" in listed:
        yield faults.of_silence("subscription", faults.SUBSCRIPTION, answer)
        return
    ours = next((one for one in listed.get("data", ()) if str(one.get("id", "")) == app), None)
    if ours is None or field not in _names(ours.get("subscribed_fields")):
        yield faults.page_not_subscribed(field)
        return
    yield good("subscription", faults.SUBSCRIPTION)
    call = HttpRequest("GET", graph_url(account, f"{app}/subscriptions"), as_app(account, app))
    hooks = told_by(answer := (yield call))
    if hooks is None or "error" in hooks:
        yield faults.of_silence("webhook", faults.WEBHOOK, answer)
        return
    set_up = next((one for one in hooks.get("data", ()) if one.get("object") == OBJECT), None)
    told = str((set_up or {}).get("callback_url", ""))
    if set_up is None or not set_up.get("active", True):
        yield faults.no_webhook(hook)
    elif not _leads_here(told, hook):
        yield faults.other_webhook(told, hook)
    elif field not in _names(set_up.get("fields")):
        yield faults.deaf_webhook(field)
    else:
        yield good("webhook", faults.WEBHOOK)


def _leads_here(told: str, hook: str) -> bool:
    """Say whether Meta's callback URL is ours: this account's, or that of another account of the same app."""
    return same_address(told.rsplit("/", 1)[0], hook.rsplit("/", 1)[0])


def _names(given: Any) -> set[str]:
    listed = given if isinstance(given, list) else []
    return {str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in listed}
