"""What can be wrong with an account at Google, in plain words with the remedy; the same for each of its APIs."""

from __future__ import annotations

from trato.rooms.channels.adapters.google.answers import reason_of
from trato.rooms.channels.connecting import Finding, Said, bad, unknown
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

KEY = Said("Llave", "Key", "Chave")
ACCESS = Said("Acceso", "Access", "Acesso")
NOT_ENABLED = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
SLOW = frozenset({"quotaExceeded", "dailyLimitExceeded", "rateLimitExceeded", "RESOURCE_EXHAUSTED"})


def of_silence(check: str, label: Said) -> Finding:
    """Name a provider that did not answer, or not as it should."""
    return unknown(
        check, label,
        Said("Google no contesta ahora, o contesta con un error suyo.",
             "Google does not answer now, or answers with an error of its own.",
             "O Google não responde agora, ou responde com um erro próprio."),
        Said("Aquí no hay nada que cambiar: reintentar en unos minutos. Su estado está en status.cloud.google.com.",
             "There is nothing to change here: try again in a few minutes. Its status is at status.cloud.google.com.",
             "Aqui não há nada a mudar: tentar de novo em alguns minutos. O estado está em status.cloud.google.com."),
    )  # fmt: skip


def of_quota(check: str, label: Said) -> Finding:
    """Name a quota that is spent for now."""
    return unknown(
        check, label,
        Said("Google no deja preguntar más por ahora: la cuota está gastada.",
             "Google lets us ask no more for now: the quota is spent.",
             "O Google não deixa perguntar mais por enquanto: a cota está gasta."),
        Said("Esperar: la cuota del día vuelve a medianoche del Pacífico. En Google Cloud → Cuotas se pide más.",
             "Wait: the day's quota is back at midnight Pacific time. More is asked for in Google Cloud → Quotas.",
             "Esperar: a cota do dia volta à meia-noite do Pacífico. Mais se pede em Google Cloud → Cotas."),
    )  # fmt: skip


def not_enabled(api: str) -> Finding:
    """Name a project in which the API is not on."""
    return bad(
        "access", ACCESS,
        Said(f"{api} no está habilitada en el proyecto de Google Cloud.",
             f"{api} is not enabled in the Google Cloud project.",
             f"{api} não está ativada no projeto do Google Cloud."),
        Said(f"Google Cloud → API y servicios → Biblioteca → {api} → Habilitar; tarda unos minutos.",
             f"Google Cloud → APIs & Services → Library → {api} → Enable; it takes some minutes.",
             f"Google Cloud → APIs e serviços → Biblioteca → {api} → Ativar; demora alguns minutos."),
    )  # fmt: skip


def usual(answer: ProviderAnswer | None, api: str, check: str, label: Said) -> Finding | None:
    """Return what is wrong whatever was asked; None where the answer is the asker's to read."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500:
        return of_silence(check, label)
    reason = reason_of(answer)
    if reason in NOT_ENABLED:
        return not_enabled(api)
    if reason in SLOW or answer.status == 429:
        return of_quota(check, label)
    return None
