"use strict";

/** Draws the description of the API. It reads one file of this server and nothing else. */
const make = (tag, text, className) => {
  const one = document.createElement(tag);
  if (text !== undefined) one.textContent = text;
  if (className) one.className = className;
  return one;
};

const resolve = (schema, document, depth = 0) => {
  if (!schema || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map((each) => resolve(each, document, depth));
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    if (depth > 3) return name;
    const { title, ...rest } = document.components.schemas[name] ?? {};
    return resolve(rest, document, depth + 1);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolve(value, document, depth)]));
};

const block = (title, value) => {
  const parts = [make("h3", title), make("pre", JSON.stringify(value, null, 2))];
  return parts;
};

const operation = (path, method, one, document) => {
  const box = make("details");
  const head = make("summary");
  head.append(make("span", method.toUpperCase(), "method"), make("code", path), make("span", one.summary));
  box.append(head);
  box.dataset.words = `${method} ${path} ${one.summary}`.toLowerCase();
  box.addEventListener("toggle", () => {
    if (!box.open || box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    box.append(make("p", one.description));
    if (one.parameters.length > 0) box.append(...block("Parameters", resolve(one.parameters, document)));
    const body = one.requestBody?.content["application/json"]?.schema;
    if (body) box.append(...block("Body", resolve(body, document)));
    const answer = one.responses["200"]?.content["application/json"]?.schema;
    box.append(...block("Answer", answer ? resolve(answer, document) : "204"));
  });
  return box;
};

const draw = async () => {
  const place = document.getElementById("operations");
  const answer = await fetch("/api/v1/openapi.json");
  const description = await answer.json();
  place.textContent = "";
  let tag = "";
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, one] of Object.entries(methods)) {
      if (one.tags[0] !== tag) {
        tag = one.tags[0];
        place.append(make("h2", tag));
      }
      place.append(operation(path, method, one, description));
    }
  }
  document.getElementById("filter").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase();
    for (const box of place.querySelectorAll("details")) box.hidden = !box.dataset.words.includes(words);
  });
};

draw();
