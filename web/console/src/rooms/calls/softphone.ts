import type { Call, Device } from "@twilio/voice-sdk";

/**
 * This browser as a telephone, by Twilio's own library, which is fetched only where the account has a key for it. There is
 * one for a page: a second would ring twice.
 */
let device: Device | null = null;
const ringing = new Map<string, Call>();
let talking: Call | null = null;

/** Begin to take calls, or go on with a newer token. */
export async function begin(token: string): Promise<void> {
  if (device) {
    device.updateToken(token);
    return;
  }
  const { Device: Telephone } = await import("@twilio/voice-sdk");
  device = new Telephone(token, { closeProtection: true });
  device.on("incoming", (one: Call) => {
    const sid = one.parameters["CallSid"] ?? "";
    ringing.set(sid, one);
    one.on("cancel", () => ringing.delete(sid));
    one.on("reject", () => ringing.delete(sid));
    one.on("disconnect", () => {
      ringing.delete(sid);
      if (talking === one) talking = null;
    });
  });
  await device.register();
}

/** Pick up: of several, the last that rang. */
export function pickUp(): boolean {
  const [sid, one] = [...ringing].at(-1) ?? [];
  if (!sid || !one) return false;
  ringing.delete(sid);
  talking = one;
  one.accept();
  return true;
}

/** Press keys in the call that goes on. */
export function press(digits: string): boolean {
  talking?.sendDigits(digits);
  return talking !== null;
}

/** Take calls no more. */
export function end(): void {
  device?.destroy();
  device = null;
  ringing.clear();
  talking = null;
}
