import { t } from "@lingui/core/macro";
import type { Practice, PracticePlatform, PracticeStanding } from "~/client/contract/practiceEndpoints";
import { shortDay } from "~/kit/formats";

export function standingOfPractice(one: PracticeStanding): string {
  switch (one) {
    case "met":
      return t`cumple`;
    case "unmet":
      return t`falta`;
    case "unseen":
      return t`sin mirar`;
    case "unasked":
      return t`por confirmar`;
  }
}

/** How it was looked at. */
export function lookedAtWords(one: Practice["kind"]): string {
  switch (one) {
    case "fact":
      return t`según lo configurado`;
    case "finding":
      return t`según el proveedor`;
    case "capability":
      return t`según el canal`;
    case "built":
      return t`lo hace Trato`;
    case "asked":
      return t`lo confirma una persona`;
  }
}

export function stageWords(one: Practice["stage"]): string {
  switch (one) {
    case "first":
      return t`Primeros pasos`;
    case "going":
      return t`Sobre la marcha`;
    case "best":
      return t`Máximo esfuerzo`;
  }
}

export function platformWords(one: PracticePlatform, now: number): string {
  const day = one.since ? shortDay(`${one.since}T12:00:00Z`, now) : "";
  switch (one.state) {
    case "withdrawn":
      return day ? t`La plataforma lo retiró el ${day}.` : t`La plataforma lo retiró.`;
    case "changed":
      return day ? t`La plataforma lo cambió el ${day}.` : t`La plataforma lo cambió.`;
    case "unverified":
      return t`No se sabe si la plataforma aún lo da.`;
  }
}
