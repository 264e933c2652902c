import { call } from "~/client/http";
import type { Pushes } from "~/client/contract/notices";

/** Whether this browser can be told while the desk is closed, and whether it was forbidden to. */
export function pushStanding(): "cannot" | "denied" | "can" {
  const can = "serviceWorker" in navigator && "PushManager" in window && typeof Notification !== "undefined" && isSecureContext;
  if (!can) return "cannot";
  return Notification.permission === "denied" ? "denied" : "can";
}

/** Let this browser listen. Null when the person said no to the browser's own question. */
export async function listenHere(publicKey: string): Promise<Pushes | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const worker = await navigator.serviceWorker.ready;
  const before = await worker.pushManager.getSubscription();
  if (before) await before.unsubscribe(); // of another key, or of somebody else who sat here
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(publicKey) });
  const { endpoint, keys } = made.toJSON();
  return call("POST /me/push", {
    body: { endpoint: endpoint ?? "", keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" }, device: deviceName() },
  });
}

/** Let this browser listen no more, whatever the server still knows of it. */
export async function deafHere(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  const listening = await worker?.pushManager?.getSubscription();
  await listening?.unsubscribe();
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** "Firefox, Linux": enough to tell one's own devices apart. */
export function deviceName(agent: string = navigator.userAgent): string {
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrome\//.test(agent) ? "Chrome" : "Safari";
  const system = /Android/.test(agent)
    ? "Android"
    : /iPhone|iPad/.test(agent)
      ? "iOS"
      : /Mac/.test(agent)
        ? "macOS"
        : /Windows/.test(agent)
          ? "Windows"
          : "Linux";
  return `${browser}, ${system}`;
}
