const paces = document.getElementById("paces");

function show(state) {
  document.getElementById("told").textContent = state.told;
  document.getElementById("now").textContent = state.now;
  for (const button of paces.elements) button.setAttribute("aria-pressed", String(button.value === state.pace));
}

paces.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new URLSearchParams({ pace: event.submitter.value });
  const answer = await fetch("/pace", { method: "POST", body, headers: { accept: "application/json" } });
  if (answer.ok) show(await answer.json());
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const before = button.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = document.body.dataset.copied;
  setTimeout(() => (button.textContent = before), 1500);
});

setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch("/state").catch(() => null);
  if (answer?.ok) show(await answer.json());
}, 2000);
