"""DOR-W8: an operator plays a whole case in the page of the API alone: queue, ruling with a penalty, and four eyes."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from deploy.proof.examples.book import Book
from deploy.proof.examples.scenes.endings import open_report, rule_report
from deploy.proof.examples.stage import Stage, open_stage
from deploy.proof.testing.chromium import Browser, Tab

from .conftest import Site

Json = dict[str, Any]

OPERATE: Final = """
window.operate = async (id, values, body) => {
  const until = async (find) => {
    for (let looks = 0; looks < 1200; looks += 1) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${id} never had ${find}`);
  };
  const write = (field, text) => {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const block = await until(() => document.querySelector(`.opblock[id$="-${id}"]`));
  if (!block.classList.contains("is-open")) block.querySelector(".opblock-summary-control").click();
  const tryOut = await until(() => block.querySelector(".try-out__btn"));
  if (!tryOut.classList.contains("cancel")) tryOut.click();
  for (const [name, value] of Object.entries(values)) {
    const field = await until(() => block.querySelector(`tr[data-param-name="${name}"] :is(input, select)`));
    if (field.tagName === "SELECT") {
      for (const option of field.options) option.selected = option.value === value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      write(field, value);
    }
  }
  if (body !== null) write(await until(() => block.querySelector("textarea")), JSON.stringify(body));
  // Swagger UI takes over what was written a third of a second after the last letter.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const paths = Object.entries(ui.specSelectors.specJson().toJS().paths);
  const operations = paths.flatMap(([path, item]) => Object.entries(item).map((entry) => [path, ...entry]));
  const [path, method] = operations.find(([, , one]) => one.operationId === id);
  const before = ui.specSelectors.responseFor(path, method);
  (await until(() => block.querySelector(".btn.execute"))).click();
  const answer = await until(() => {
    const now = ui.specSelectors.responseFor(path, method);
    return now && now !== before && now.get("status") ? now : null;
  });
  return { status: answer.get("status"), text: answer.get("text") };
};
"""


async def log_in(tab: Tab, stage: Stage, participant: str, scopes: str) -> None:
    client, secret = stage.market.client_credentials
    fields = {"client": client, "secret": secret, "role": "operator", "participant": participant, "scopes": scopes}
    await tab.until("typeof installLoginForm === 'function' && document.querySelector('.opblock') !== null", 120)
    await tab.run("document.querySelector('#logged-in button').click()")
    await tab.run(
        f"Object.entries({json.dumps(fields)}).forEach(([name, value]) =>"
        " { document.getElementById('login').elements[name].value = value; })"
    )
    await tab.click("#login button")
    await tab.until(f"document.querySelector('#logged-in span').textContent.includes({json.dumps(participant)})", 60)


async def operate(tab: Tab, id: str, body: Any = None, **values: str) -> Json:
    """Try an operation out as a person does: open it, fill it in, execute it."""
    named = {name.replace("_", "-") if name == "If_Match" else name: value for name, value in values.items()}
    call = f"operate({json.dumps(id)}, {json.dumps(named)}, {json.dumps(body)})"
    await tab.run(f"window.done = null; {call}.catch((e) => ({{text: `${{e}}`}})).then((v) => (window.done = v)); 0")
    answer = await tab.until("window.done", 150)
    assert answer.get("status") in (200, 201), (id, answer)
    return dict(json.loads(answer["text"]))


@pytest.mark.slow
async def test_dor_w8_an_operator_plays_a_whole_case_in_the_page_of_the_api(site: Site, browser: Browser) -> None:
    stage = await open_stage(site.suite.client, site.suite.admin_secret, Book({"paths": {}}))
    await stage.market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": 5_000}})
    case = await open_report(stage)
    await stage.market.advance_clock(by="48 hours")
    await case.wait_for(stage="review")
    async with browser.tab() as tab:
        await tab.open(f"{site.address}/docs/disputes")
        await log_in(tab, stage, "olga", "read decide")
        await tab.run(OPERATE)

        [waiting] = (await operate(tab, "list_disputes", status="under_review"))["data"]
        taken = await operate(tab, "assign_dispute", {}, dispute=waiting["id"])
        ruling, version = rule_report("refund_full", "conduct_proven"), f'"{taken["version"]}"'
        seen = await operate(tab, "preview_ruling", ruling, dispute=case.id, If_Match=version)
        ruled = await operate(tab, "rule_on_dispute", ruling, dispute=case.id, If_Match=version)
        await log_in(tab, stage, "lena", "read decide lead")
        read = await operate(tab, "get_dispute", dispute=case.id)
        approved = await operate(tab, "approve_decision", dispute=case.id, If_Match=f'"{read["version"]}"')

    assert (waiting["id"], seen["approval"]["needed"], ruled["status"]) == (case.id, True, "awaiting_approval")
    assert (approved["stage"], approved["ruling"]["penalties"][0]["act"]) == ("contest", "external_payment")
