// Swagger UI over a description: it sends the login's token, and a key of its own for each act.
"use strict";

const KEY_FIELD = "Idempotency-Key";
const VERSION_FIELDS = ["If-Match", "If-None-Match"];
const MANY_OPERATIONS = 100;
const KEY_HINT = "Left empty, this page sends a new one with each request.";

function letPageFillKeys(description) {
  for (const item of Object.values(description.paths)) {
    for (const operation of Object.values(item)) {
      for (const parameter of operation.parameters ?? []) {
        // Nobody's version is the example's: filled in, it would have every act refused.
        if (VERSION_FIELDS.includes(parameter.name)) delete parameter.example;
        if (parameter.name !== KEY_FIELD) continue;
        const need = parameter.required ? "Required. " : "";
        parameter.description = `${need}${KEY_HINT} ${parameter.description}`;
        parameter.required = false;
        delete parameter.example;
      }
    }
  }
  return description;
}

// A webhook's summary is its type, which the page shows before it already.
function letWebhooksTellWhatHappened(description) {
  for (const item of Object.values(description.webhooks ?? {})) {
    for (const operation of Object.values(item)) {
      operation.summary = operation.description.replaceAll("`", "").split(/[.;:] |\.$/)[0];
    }
  }
  return description;
}

// In the description it may be required; Swagger UI would not send the request without it.
const operationsWithKey = new Map();

function rememberOperationsWithKey(description) {
  for (const [path, item] of Object.entries(description.paths)) {
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
    for (const [method, operation] of Object.entries(item)) {
      if ((operation.parameters ?? []).some((parameter) => parameter.name === KEY_FIELD)) {
        const patterns = operationsWithKey.get(method) ?? [];
        operationsWithKey.set(method, [...patterns, pattern]);
      }
    }
  }
}

async function completeRequest(request) {
  const path = new URL(request.url, location.href).pathname;
  const patterns = operationsWithKey.get((request.method ?? "get").toLowerCase()) ?? [];
  if (!request.headers[KEY_FIELD] && patterns.some((pattern) => pattern.test(path))) {
    request.headers[KEY_FIELD] = newKey();
  }
  if (!request.headers.Authorization && path !== "/oauth/token") {
    const token = await login.getToken();
    if (token !== null) request.headers.Authorization = `Bearer ${token}`;
  }
  return request;
}

function countOperations(description) {
  return Object.values(description.paths).flatMap(Object.keys).length;
}

// Not crypto.randomUUID: it is missing where a page is not served over TLS.
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function showExplorer() {
  const description = await (await fetch(document.body.dataset.description)).json();
  rememberOperationsWithKey(description);
  window.ui = SwaggerUIBundle({
    dom_id: "#explorer",
    spec: letWebhooksTellWhatHappened(letPageFillKeys(description)),
    deepLinking: true,
    docExpansion: countOperations(description) > MANY_OPERATIONS ? "none" : "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: true,
    validatorUrl: null,
    requestInterceptor: completeRequest,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
}

showExplorer();
