/** What this house uses of Twilio's library (Apache-2.0): the rest of it is not ours to know. */
declare module "@twilio/voice-sdk" {
  export class Call {
    parameters: Record<string, string>;
    accept(): void;
    sendDigits(digits: string): void;
    on(event: "cancel" | "reject" | "disconnect", listener: () => void): this;
  }
  export class Device {
    constructor(token: string, options?: { closeProtection?: boolean });
    register(): Promise<void>;
    updateToken(token: string): void;
    destroy(): void;
    on(event: "incoming", listener: (call: Call) => void): this;
  }
}
