/** Fetch something the page needs; without network, once there is one. Rejects when it fails although there is network. */
export async function patient<T>(ask: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await ask();
    } catch (lost) {
      if (navigator.onLine) throw lost;
      await new Promise((back) => window.addEventListener("online", back, { once: true }));
    }
}
