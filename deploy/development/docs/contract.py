"""Public contract as one file, `docs/contract.json`: what partners, operators and stored data may rely on.

Names inside the code may change, what is listed here may not: a test compares. Where a change is meant, write the
file anew (`python -m` this module) and say the change in the changelog.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from prometheus_client import CollectorRegistry
from pydantic import AliasChoices, TypeAdapter
from pydantic.fields import FieldInfo

from common.contracts import catalogue
from common.kernel.errors import DomainError
from deploy.development.docs import problems
from deploy.development.docs.__main__ import apps
from deploy.local.place import REPO
from deploy.local.suite import SERVICES
from deploy.proof.chaos import points

FILE: Final = REPO / "docs" / "contract.json"
JSON_TYPE: Final = "application/json"
METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
CRASH_MOMENT: Final = re.compile(r"(?:before|after)_(?:claim|lock|commit|publish|confirm|ack|reply|bytes|fsync|rename)")
READ_DIRECTLY: Final = re.compile(r'os\.environ(?:\.get\(|\[)"([A-Z][A-Z0-9_]+)"')
METRICS_OF_THE_LIBRARY: Final = ("python_", "process_")

Json = dict[str, Any]


def build_contract() -> Json:
    """Everything that is promised, in a stable order."""
    registered: list[Any] = []

    def register(registry: CollectorRegistry, collector: Any) -> None:
        registered.append(collector)

    with patch.object(CollectorRegistry, "register", register):
        served = apps()
    descriptions = {service: app.openapi() for service, app in served.items()}
    return {
        "problems": describe_problem_codes(served),
        "operations": {service: describe_operations(description) for service, description in descriptions.items()},
        "undescribed_routes": {service: list_undescribed_routes(app) for service, app in served.items()},
        "fields": describe_fields(descriptions),
        "events": describe_events(),
        "metrics": describe_metrics(registered),
        "settings": describe_settings(),
        "crash_points": describe_crash_points(),
    }


def format_contract(value: Json) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def list_differences(promised: Json, actual: Json) -> list[str]:
    """List a line for each thing that is gone, new or different, by its path in the file."""
    before, after = dict(_list_leaves("", promised)), dict(_list_leaves("", actual))
    return [
        f"gone: {path} ({before[path]})" if path not in after
        else f"new: {path} ({after[path]})" if path not in before
        else f"changed: {path}: {before[path]} -> {after[path]}"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]  # fmt: skip


def _list_leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, member in value.items():
            yield from _list_leaves(f"{path} / {name}" if path else name, member)
    elif isinstance(value, list):
        yield from ((f"{path} / {member}", "listed") for member in value)
    else:
        yield path, str(value)


# Problems


def describe_problem_codes(served: Mapping[str, FastAPI]) -> Json:
    """Every code with its statuses, the services that answer with it, and the members that its problem has beside."""
    members: dict[str, set[str]] = defaultdict(set)
    for kind in _list_refusals(DomainError):
        members[kind.code].update(_public_attributes(kind))
    return {
        code: f"{' '.join(map(str, sorted(about.statuses)))}: {', '.join(sorted(about.services))}"
        + (f"; with {', '.join(sorted(members[code]))}" if members[code] else "")
        for code, about in problems.collect_problems(served).items()
    }


def _list_refusals(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for refusal in kind.__subclasses__():
        if refusal.__module__.partition(".")[0] in ("common", *SERVICES):
            yield refusal
            yield from _list_refusals(refusal)


def _public_attributes(kind: type[DomainError]) -> Iterator[str]:
    """Find what a refusal keeps of its case, which is shown to whoever is refused: `self.due_at = due_at`."""
    for owner in kind.__mro__[: kind.__mro__.index(DomainError)]:
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(owner)))):
            match node:
                case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()) if not name.startswith("_"):
                    yield name


# Operations


def describe_operations(description: Json) -> Json:
    """Method, path, parameters and documented statuses by operation id."""
    return {
        operation["operationId"]: {
            "route": f"{method.upper()} {path}",
            "statuses": " ".join(operation["responses"]),
            "parameters": {
                f"{parameter['in']} {parameter['name']}": _describe_type(parameter.get("schema", {}), {})
                + ("" if parameter.get("required") else ", optional")
                for parameter in operation.get("parameters", ())
            },
        }
        for path, method, operation in _described_operations(description)
    }


def _described_operations(description: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in description["paths"].items():
        yield from ((path, method, operation) for method, operation in item.items() if method in METHODS)


def list_undescribed_routes(app: FastAPI) -> list[str]:
    """Health, metrics, pages and what services ask one another: served, though in no description."""
    return sorted(
        f"{method} {route.path}"
        for route in iter_route_contexts(app.routes)
        if not getattr(route, "include_in_schema", True)
        for method in (route.methods or ())
    )


# Fields


def describe_fields(descriptions: Mapping[str, Json]) -> Json:
    """Fields of every body, by operation. A body that several operations share is written once, the others refer."""
    fields: Json = {}
    for service, description in descriptions.items():
        schemas = description["components"]["schemas"]
        bodies = sorted(_list_bodies(description), key=lambda body: (" of GET " not in body[1], body[0]))
        first: dict[str, str] = {}
        for name, _, schema in bodies:
            flat = flatten_schema(schema, schemas)
            same = first.setdefault(format_contract(flat), name)
            fields[f"{service} {name}"] = flat if same == name else f"as {same}"
    return fields


def _list_bodies(description: Json) -> Iterator[tuple[str, str, Json]]:
    for path, method, operation in _described_operations(description):
        route, name = f" of {method.upper()} {path}", operation["operationId"]
        for media, content in operation.get("requestBody", {}).get("content", {}).items():
            yield f"{name} request{_unless_json(media)}", f"request{route}", content.get("schema", {})
        for status, response in operation["responses"].items():
            for media, content in response.get("content", {}).items():
                if status[0] in "23":
                    yield f"{name} {status}{_unless_json(media)}", f"{status}{route}", content.get("schema", {})


def _unless_json(media: str) -> str:
    return "" if media == JSON_TYPE else f" {media}"


def flatten_schema(schema: Json, schemas: Json) -> Json:
    """Dotted paths to types: `items[].amount.currency: string`. `{}` stands for a member of any name."""
    return dict(_flatten("", schema, schemas, ()))


def _flatten(path: str, schema: Json, schemas: Json, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    name = schema.get("$ref", "").rpartition("/")[2]
    if name in above:
        yield path, "as the one it is in"
        return
    resolved, above = (schemas[name], (*above, name)) if name else (schema, above)
    if len(resolved.get("allOf", ())) == 1:
        yield from _flatten(path, resolved["allOf"][0], schemas, above)
        return
    variants = resolved.get("anyOf") or resolved.get("oneOf") or ()
    forms = [variant for variant in variants if variant.get("type") != "null"]
    if path or _describe_type(resolved, schemas) != "object":
        yield path, _describe_type(resolved, schemas)
    for number, form in enumerate(forms):
        inner = f"{path}<{number}>" if len(forms) > 1 else path
        yield from ((at, what) for at, what in _flatten(inner, form, schemas, above) if at != path)
    required = resolved.get("required", ())
    for member, about in resolved.get("properties", {}).items():
        at = f"{path}.{member}" if path else member
        for inner, what in _flatten(at, about, schemas, above):
            yield inner, what + (", optional" if inner == at and member not in required else "")
    if isinstance(about := resolved.get("items"), dict):
        yield from _flatten(f"{path}[]", about, schemas, above)
    if isinstance(about := resolved.get("additionalProperties"), dict):
        yield from _flatten(f"{path}{{}}", about, schemas, above)


def _describe_type(schema: Json, schemas: Json) -> str:
    if "$ref" in schema:
        return _describe_type(schemas[schema["$ref"].rpartition("/")[2]], schemas) if schemas else "reference"
    if variants := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return " | ".join(dict.fromkeys(_describe_type(variant, schemas) for variant in variants))
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(map(json.dumps, sorted(schema["enum"], key=str)))
    kind = schema.get("type", "anything")
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)


# Events


def describe_events() -> Json:
    """Topics with what partners call them, the fields all of them share, and each one's own."""
    flat = {topic: _event_fields(event) for topic, event in catalogue.EVENT_OF_TOPIC.items()}
    shared = set.intersection(*(set(fields.items()) for fields in flat.values()))
    return {"shared_fields": dict(shared)} | {
        topic: {
            "publisher": catalogue.PUBLISHER_OF_TOPIC[topic],
            "public": event.public or "internal",
            "prefix": event.prefix,
            "fields": {path: what for path, what in flat[topic].items() if (path, what) not in shared},
        }
        for topic, event in catalogue.EVENT_OF_TOPIC.items()
    }


def _event_fields(event: Any) -> Json:
    schema = event.model_json_schema(mode="serialization")
    return flatten_schema(schema, schema.get("$defs", {}))


# What operators see


def describe_metrics(registered: list[Any]) -> Json:
    """Type and labels by the name that is scraped."""
    families = {}
    for collector in registered:
        for family in getattr(collector, "describe", list)():
            if not family.name.startswith(METRICS_OF_THE_LIBRARY):
                labels = ", ".join(getattr(collector, "_labelnames", ()))
                families[family.name] = f"{family.type} ({labels})" if labels else family.type
    return families


def describe_settings() -> Json:
    """Names in the environment, with the defaults, of every service; and what is read without a settings class."""
    by_service: Json = {service: _settings_of_service(service) for service in SERVICES}
    shared = set.intersection(*(set(of.items()) for of in by_service.values()))
    own = {service: dict(set(of.items()) - shared) for service, of in by_service.items()}
    return {"all services": dict(shared), **own, "read directly": sorted(set(_names_read_directly()))}


def _settings_of_service(service: str) -> Json:
    kind = import_module(f"{service}.settings").Settings
    prefix = kind.model_config["env_prefix"]
    return {
        _environment_name(name, field.validation_alias, prefix): "required"
        if field.is_required()
        else _describe_default(field)
        for name, field in kind.model_fields.items()
    }


def _describe_default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    spelled = TypeAdapter(field.rebuild_annotation()).dump_python(
        field.get_default(call_default_factory=True), mode="json"
    )
    return "default " + json.dumps(spelled, ensure_ascii=False).strip('"')


def _environment_name(name: str, alias: Any, prefix: str) -> str:
    choices = [str(choice) for choice in alias.choices] if isinstance(alias, AliasChoices) else [f"{prefix}{name}"]
    return choices[-1].upper()


def _names_read_directly() -> Iterator[str]:
    for file in _source_files("libs", "services", "deploy"):
        yield from READ_DIRECTLY.findall(file.read_text())


def describe_crash_points() -> Json:
    """List the points at which the campaign ends a service, and every moment that the product passes."""
    passed = {
        moment for file in _source_files("libs", "services") for moment in _crash_moments(ast.parse(file.read_text()))
    }
    return {
        "moments": sorted(passed),
        "campaign": {service: sorted(set(names)) for service, names in points.list_all_points().items()},
        "short_campaign": {service: sorted(names) for service, names in points.SHORT_LIST.items()},
    }


def _crash_moments(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if CRASH_MOMENT.fullmatch(text):
                yield text


def _source_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for file in sorted((REPO / folder).rglob("*.py")):
            if not {"tests", "testing", "versions"} & set(file.parts):
                yield file


def main() -> None:
    FILE.write_text(format_contract(build_contract()))
    print(f"Wrote {FILE.relative_to(REPO)}: say what changed in the changelog")


if __name__ == "__main__":
    main()
