// One login for every page of these documents: the credentials stay in this tab and make a token whenever one is needed.
"use strict";

const STORED_LOGIN = "parley.login";
const RENEW_BEFORE_MS = 20_000;

class Login {
  constructor() {
    this.credentials = JSON.parse(sessionStorage.getItem(STORED_LOGIN) ?? "null");
    this.token = null;
    this.expiresAt = 0;
  }

  async logIn(credentials) {
    this.credentials = credentials;
    this.token = null;
    try {
      await this.getToken();
    } catch (problem) {
      this.credentials = null;
      throw problem;
    }
    sessionStorage.setItem(STORED_LOGIN, JSON.stringify(credentials));
  }

  logOut() {
    sessionStorage.removeItem(STORED_LOGIN);
    this.credentials = this.token = null;
  }

  async getToken() {
    if (this.credentials === null) return null;
    if (this.token === null || Date.now() > this.expiresAt - RENEW_BEFORE_MS) {
      const platform = await this.#getPlatformToken();
      const answer = this.credentials.role === "platform" ? platform : await this.#getPersonsToken(platform);
      this.token = answer.access_token;
      this.expiresAt = Date.now() + answer.expires_in * 1000;
    }
    return this.token;
  }

  #getPlatformToken() {
    const { client, secret } = this.credentials;
    const form = { grant_type: "client_credentials", client_id: client, client_secret: secret };
    return askFor("/oauth/token", { body: new URLSearchParams(form) });
  }

  #getPersonsToken(platform) {
    const { role, participant, scopes, dispute } = this.credentials;
    const person = { role, participant };
    if (role === "operator") person.scopes = scopes.split(" ");
    if (role === "representative" && dispute) person.dispute = dispute;
    return askFor("/v1/participant-tokens", {
      body: JSON.stringify(person),
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${platform.access_token}` },
    });
  }
}

async function askFor(address, request) {
  // Without credentials of its own the browser asks nobody: to a Basic challenge it would open a window.
  const answer = await fetch(address, { method: "POST", credentials: "omit", ...request });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error_description ?? body.detail ?? "The login was refused.");
  return body;
}

const login = new Login();

function installLoginForm() {
  const form = document.getElementById("login");
  const loggedIn = document.getElementById("logged-in");
  const problem = document.getElementById("login-problem");
  const show = () => {
    const role = form.elements.role.value;
    for (const label of form.querySelectorAll("[data-for]")) {
      label.hidden = label.dataset.for === "person" ? role === "platform" : label.dataset.for !== role;
    }
    form.hidden = login.credentials !== null;
    loggedIn.hidden = !form.hidden;
    if (form.hidden) {
      const { client, role, participant } = login.credentials;
      loggedIn.firstElementChild.textContent = role === "platform" ? client : `${role} ${participant} of ${client}`;
    }
  };
  form.elements.role.addEventListener("change", show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await login.logIn(Object.fromEntries(new FormData(form)));
      form.reset();
    } catch (failure) {
      problem.textContent = failure.message;
    }
    show();
  });
  loggedIn.querySelector("button").addEventListener("click", () => {
    login.logOut();
    show();
  });
  show();
}

installLoginForm();
