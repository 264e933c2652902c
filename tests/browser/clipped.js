(touch) => {
  // What a narrow or magnified page cuts off, and what a finger would miss.
  const seen = (one) => {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return style.visibility !== "hidden" && style.opacity !== "0" && box.width > 1 && box.height > 1 && !one.closest(".unseen, [aria-hidden='true'], [inert]");
  };
  const named = (one) => `${one.tagName.toLowerCase()} "${(one.innerText ?? "").slice(0, 40)}" ${one.getAttribute("aria-label") ?? ""}`;
  const found = [];
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push("the page is wider than the screen");
  for (const one of document.querySelectorAll("body *")) {
    if (!seen(one)) continue;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const cuts = ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis";
    if (says && cuts && one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${named(one)}`);
    if (says && (box.right > innerWidth + 1 || box.left < -1)) found.push(`outside: ${named(one)}`);
    if (!touch || !one.matches("button, a[href], input, select, textarea, [role='tab'], [role='option'], [role='menuitem']")) continue;
    if (one.matches("[role='switch'], input[type='file']")) continue; // its area is larger than its drawing
    const target = one.matches("[type='checkbox'], [type='radio']") ? (one.closest("label") ?? one).getBoundingClientRect() : box;
    if (target.height < 43.5) found.push(`low, ${Math.round(target.height)} px: ${named(one)}`);
  }
  return [...new Set(found)];
}
